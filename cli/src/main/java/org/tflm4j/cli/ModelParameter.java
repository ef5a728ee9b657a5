/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The parameter MODEL of commands that take one model. */
final class ModelParameter {
  @Parameters(paramLabel = "MODEL", description = "The .tflite file.")
  private Path path;

  ModelFile file() {
    return new ModelFile(path);
  }
}
