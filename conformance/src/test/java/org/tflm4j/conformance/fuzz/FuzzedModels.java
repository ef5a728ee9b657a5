/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.conformance.ConformanceCase;
import org.tflm4j.conformance.Corpus;
import org.tflm4j.conformance.mutation.BoundedRun;
import org.tflm4j.conformance.mutation.Outcome;
import org.tflm4j.interpreter.KernelProviders;

/** What the fuzz tests share: the models that they start from, and how they run them. */
final class FuzzedModels {
  private static final int ARENA = 1 << 15;

  /** The reference kernels, which a fuzzer can instrument without slowing them down much. */
  private static final List<KernelProvider> PROVIDERS = KernelProviders.load().named("reference");

  private static final BoundedRun BOUNDED = new BoundedRun(ARENA);

  private FuzzedModels() {}

  static Outcome run(byte[] file) {
    return BOUNDED.run(file, PROVIDERS, 1);
  }

  /** Returns the smallest model of each operator and type of the corpus. */
  static List<byte[]> seeds() throws IOException {
    Map<String, byte[]> smallest = new LinkedHashMap<>();
    try (Corpus corpus = Corpus.open()) {
      for (ConformanceCase conformanceCase : corpus.cases()) {
        if (!conformanceCase.mustBeRefused()) {
          smallest.merge(
              conformanceCase.op() + " " + conformanceCase.type(),
              Files.readAllBytes(conformanceCase.model()),
              (a, b) -> a.length <= b.length ? a : b);
        }
      }
    }
    return List.copyOf(smallest.values());
  }
}
