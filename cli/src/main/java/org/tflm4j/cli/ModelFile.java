/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.tflm4j.cli.input.FileBytes;
import org.tflm4j.interpreter.ArenaTooSmallException;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.schema.ModelException;

/**
 * A .tflite file that a command was given.
 *
 * @param path where it is, as it was given
 */
record ModelFile(Path path) {
  /** What may find that the model cannot be run. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /** Returns the last part of the path. */
  String name() {
    return path.getFileName().toString();
  }

  /**
   * Reads the file.
   *
   * @throws FileSystemException if it does not exist or cannot be opened
   * @throws CommandException if it is a folder or cannot be read
   */
  byte[] bytes() throws FileSystemException {
    return FileBytes.read(path);
  }

  /**
   * Reads the file as a model.
   *
   * @throws IOException if it does not exist or cannot be opened
   * @throws CommandException if it cannot be read, or is not a model
   */
  Model model() throws IOException {
    byte[] bytes = bytes();
    return prepare(() -> Model.of(bytes));
  }

  /**
   * Does work with the model.
   *
   * @throws CommandException if the model is refused; the message names the file
   */
  <T> T prepare(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (ModelException | ArenaTooSmallException e) {
      throw new CommandException(path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
