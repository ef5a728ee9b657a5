/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Prints what is wrong with a command line, suggestions, and the command's synopsis. The whole help
 * would push the sentence out of sight.
 */
final class UsageHandler implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("tflm4j: " + exception.getMessage());
    UnmatchedArgumentException.printSuggestions(exception, err);
    Help help = command.getHelp();
    err.print("Usage: " + help.synopsis("Usage: ".length()));
    err.println("'" + command.getCommandSpec().qualifiedName() + " --help' explains it.");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }
}
