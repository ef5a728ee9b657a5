/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tflm4j.cli.CommandException;

/** Writes whole files; the messages of failures name the file. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Checks that files can be written, before long work is done.
   *
   * @param files where to write; null for a file that was not asked for
   * @throws CommandException if one cannot be written
   */
  public static void check(Path... files) {
    for (Path file : files) {
      String problem = file == null ? null : problem(file);
      if (problem != null) {
        throw new CommandException(file + " cannot be written: " + problem);
      }
    }
  }

  private static String problem(Path file) {
    if (Files.isDirectory(file)) {
      return "it is a folder";
    }
    if (Files.exists(file)) {
      return Files.isWritable(file) ? null : "access is denied";
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return "there is no folder " + folder;
    }
    return Files.isWritable(folder) ? null : "access to its folder is denied";
  }

  /**
   * Writes a text.
   *
   * @throws CommandException if the file cannot be written
   */
  public static void write(Path file, String text) {
    attempt(file, () -> Files.writeString(file, text));
  }

  /**
   * Writes bytes.
   *
   * @throws CommandException if the file cannot be written
   */
  public static void write(Path file, byte[] bytes) {
    attempt(file, () -> Files.write(file, bytes));
  }

  /**
   * Writes JSON, indented.
   *
   * @throws CommandException if the file cannot be written
   */
  public static void write(Path file, JsonNode json) {
    write(file, json.toPrettyString() + "\n");
  }

  /**
   * Creates a folder and its parents where they do not exist.
   *
   * @throws CommandException if it cannot be created
   */
  public static Path folder(Path folder) {
    attempt(folder, () -> Files.createDirectories(folder));
    return folder;
  }

  /** An action of the JDK on a file. */
  @FunctionalInterface
  private interface Write {
    Path run() throws IOException;
  }

  private static void attempt(Path file, Write write) {
    try {
      write.run();
    } catch (IOException e) {
      throw new CommandException(file + " cannot be written: " + reason(e), e);
    }
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException e -> "access is denied";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      case FileSystemException e -> "the system refuses it";
      default -> String.valueOf(failure.getMessage());
    };
  }
}
