/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.tflm4j.cli.CommandException;

/** Reads whole files, and hashes them; the messages of failures name the file. */
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

  /** Returns the SHA-256 hash of bytes, in hexadecimal. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
