/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.conformance.CaseManifest;
import org.tflm4j.conformance.CaseResult;
import org.tflm4j.conformance.CaseRunner;
import org.tflm4j.conformance.ConformanceCase;
import org.tflm4j.conformance.Corpus;
import org.tflm4j.interpreter.KernelProviders;

/**
 * Whole models between pages that nobody may touch: the corpus, and the real models where they are
 * beside the checkout.
 */
@EnabledIf("org.tflm4j.kernels.jit.Processor#hasKernels")
class JitGuardedCorpusTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyCaseEqualsTflm(boolean atEnd) throws IOException {
    List<KernelProvider> providers = new ArrayList<>(KernelProviders.load().named("jit"));
    providers.set(0, new PageGuards(providers.getFirst(), atEnd));
    CaseRunner runner = new CaseRunner("jit", providers);
    Thread thread = Thread.currentThread();
    String name = thread.getName();
    List<String> failures = new ArrayList<>();
    try (Corpus corpus = Corpus.open()) {
      List<ConformanceCase> cases = new ArrayList<>(corpus.cases());
      Path real = Path.of(System.getProperty("tflm4j.shared", "none"), "real");
      if (Files.isDirectory(real)) {
        cases.addAll(CaseManifest.read(real));
      }
      for (ConformanceCase conformanceCase : cases) {
        // The report of a crash of the JVM shows the name.
        thread.setName(conformanceCase.id() + (atEnd ? " at the end" : " at the beginning"));
        CaseResult result = runner.run(conformanceCase);
        if (!result.passed()) {
          failures.add(conformanceCase.id() + ": " + result.failure());
        }
      }
    } finally {
      thread.setName(name);
    }
    assertThat(failures).isEmpty();
  }
}
