/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The models to measure: files {@code <name>.tflite} in the folder that the system property {@code
 * tflm4j.models} names, {@code ../shared/real/models} unless it is set.
 */
public final class ModelFiles {
  /** The system property. */
  public static final String PROPERTY = "tflm4j.models";

  /** The folder where the property is not set. */
  public static final String DEFAULT_FOLDER = "../shared/real/models";

  /** The ending of model files. */
  public static final String ENDING = ".tflite";

  private ModelFiles() {}

  /**
   * Returns the file of a model.
   *
   * @throws NoSuchFileException if it is not there, with the remedy
   */
  static Path find(String model) throws IOException {
    Path file = Path.of(System.getProperty(PROPERTY, DEFAULT_FOLDER)).resolve(model + ENDING);
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          file.toAbsolutePath().toString(),
          null,
          "there is no such model; set -jvmArgsAppend -D" + PROPERTY + "=FOLDER");
    }
    return file;
  }
}
