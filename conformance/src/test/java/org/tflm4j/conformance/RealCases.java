/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The cases of real models, in the folder {@code real} of the one that the system property {@code
 * tflm4j.shared} names. They are not part of the project: where the folder is missing there are
 * none, where it is there all are run.
 */
final class RealCases {
  private RealCases() {}

  static List<ConformanceCase> all() throws IOException {
    String shared = System.getProperty("tflm4j.shared");
    if (shared == null || !Files.isDirectory(Path.of(shared, "real"))) {
      return List.of();
    }
    return CaseManifest.read(Path.of(shared, "real"));
  }
}
