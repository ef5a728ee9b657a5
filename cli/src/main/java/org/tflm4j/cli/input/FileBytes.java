/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tflm4j.cli.CommandException;

/** Reads whole files; the messages of failures name the file. */
public final class FileBytes {
  private FileBytes() {}

  /**
   * Reads a file.
   *
   * @throws FileSystemException if it does not exist or cannot be opened
   * @throws CommandException if it is a folder or cannot be read
   */
  public static byte[] read(Path file) throws FileSystemException {
    if (Files.isDirectory(file)) {
      throw new CommandException(file + " is a folder, not a file");
    }
    try {
      return Files.readAllBytes(file);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new CommandException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
