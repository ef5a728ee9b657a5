/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The cases of the shared folder, which is named by the system property {@code tflm4j.shared}. They
 * are not part of the project: where the folder is missing there are none, where it is there all
 * are run.
 */
public final class SharedCases {
  private SharedCases() {}

  /** Returns the cases of {@code corpus} and {@code real}, as far as they are there. */
  public static List<ConformanceCase> all() throws IOException {
    List<ConformanceCase> cases = new ArrayList<>(of("corpus"));
    cases.addAll(of("real"));
    return cases;
  }

  /** Returns the cases of one folder, none where it is missing. */
  public static List<ConformanceCase> of(String folder) throws IOException {
    String shared = System.getProperty("tflm4j.shared");
    if (shared == null || !Files.isDirectory(Path.of(shared, folder))) {
      return List.of();
    }
    return CaseManifest.read(Path.of(shared, folder));
  }
}
