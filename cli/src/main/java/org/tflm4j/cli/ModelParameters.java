/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The parameters MODEL of commands that take one model or more. */
final class ModelParameters {
  @Parameters(paramLabel = "MODEL", arity = "1..*", description = "The .tflite files.")
  private List<Path> paths;

  /** Returns the models in the order in which they were given. */
  List<ModelFile> files() {
    return paths.stream().map(ModelFile::new).toList();
  }
}
