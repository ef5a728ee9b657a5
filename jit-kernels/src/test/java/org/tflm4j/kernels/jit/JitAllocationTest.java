/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.conformance.AllocationCounter;
import org.tflm4j.conformance.CaseManifest;
import org.tflm4j.conformance.ConformanceCase;
import org.tflm4j.conformance.Corpus;
import org.tflm4j.interpreter.KernelProviders;

/**
 * An invocation on machine code allocates nothing on the Java heap: the corpus, and the real models
 * where they are beside the checkout. Not even while the JVM still interprets the code around it.
 */
@EnabledIf("org.tflm4j.kernels.jit.Processor#hasKernels")
class JitAllocationTest {
  private final List<KernelProvider> chain =
      List.of(
          KernelProviders.load().named("jit").getFirst(),
          KernelProviders.load().named("reference").getFirst());

  @Test
  void theCorpusAllocatesNothing() throws IOException {
    try (Corpus corpus = Corpus.open()) {
      requireNothingAllocated(corpus.cases());
    }
  }

  @Test
  @EnabledIf("hasRealModels")
  void realModelsAllocateNothing() throws IOException {
    requireNothingAllocated(CaseManifest.read(real()));
  }

  static boolean hasRealModels() {
    return Files.isDirectory(real());
  }

  private static Path real() {
    return Path.of(System.getProperty("tflm4j.shared", "none"), "real");
  }

  private void requireNothingAllocated(List<ConformanceCase> cases) throws IOException {
    List<String> failures = new ArrayList<>();
    for (ConformanceCase conformanceCase : cases) {
      if (!conformanceCase.mustBeRefused()) {
        long bytes = new AllocationCounter(conformanceCase, chain).allocated();
        if (bytes != 0) {
          failures.add(conformanceCase.id() + ": " + bytes + " bytes");
        }
      }
    }
    assertThat(failures).isEmpty();
  }
}
