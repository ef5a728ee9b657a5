/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.tflm4j.interpreter.ArenaTooSmallException;
import org.tflm4j.interpreter.schema.ModelException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns the exceptions of commands into a sentence on standard error and exit status 1. */
final class FailureHandler implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult parseResult) {
    PrintWriter err = commandLine.getErr();
    String sentence = sentence(exception);
    if (sentence == null) {
      err.println("tflm4j: internal error, please report it with these lines:");
      exception.printStackTrace(err);
    } else {
      err.println("tflm4j: " + sentence);
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Returns null for an exception that only a bug can cause. */
  private static String sentence(Exception exception) {
    return switch (exception) {
      case CommandException e -> e.getMessage();
      case ModelException e -> e.getMessage();
      case ArenaTooSmallException e -> e.getMessage();
      case IOException e -> sentence(e);
      default -> null;
    };
  }

  /** Says why a file cannot be used; the exception's own message is often only its name. */
  static String sentence(IOException failure) {
    if (!(failure instanceof FileSystemException exception)) {
      return String.valueOf(failure.getMessage());
    }
    if (exception.getReason() != null) {
      return exception.getFile() + ": " + exception.getReason();
    }
    return switch (exception) {
      case NoSuchFileException e -> e.getFile() + ": there is no such file";
      case AccessDeniedException e -> e.getFile() + ": access is denied";
      default ->
          exception.getFile() + ": cannot be used (" + exception.getClass().getSimpleName() + ")";
    };
  }
}
