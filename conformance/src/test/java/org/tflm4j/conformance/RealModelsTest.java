/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tflm4j.interpreter.KernelProviders;

/**
 * Every case of the real models on every provider, one test per model. No provider plans more arena
 * than TFLM for any of them.
 */
class RealModelsTest {
  @TestFactory
  Stream<DynamicTest> reference() throws IOException {
    return tests("reference");
  }

  @TestFactory
  Stream<DynamicTest> vector() throws IOException {
    return tests("vector");
  }

  private static Stream<DynamicTest> tests(String provider) throws IOException {
    Map<String, List<ConformanceCase>> models = new LinkedHashMap<>();
    for (ConformanceCase conformanceCase : RealCases.all()) {
      models.computeIfAbsent(conformanceCase.op(), op -> new ArrayList<>()).add(conformanceCase);
    }
    // Asked for by name, so that a provider that is missing fails the test.
    CaseRunner runner = new CaseRunner(provider, KernelProviders.load().named(provider));
    return models.entrySet().stream()
        .map(model ->
            DynamicTest.dynamicTest(
                model.getKey() + " (" + model.getValue().size() + ")",
                () -> assertPasses(runner, model.getValue())));
  }

  private static void assertPasses(CaseRunner runner, List<ConformanceCase> cases) {
    List<String> failures = new ArrayList<>();
    for (ConformanceCase conformanceCase : cases) {
      CaseResult result = runner.run(conformanceCase);
      if (!result.passed()) {
        failures.add(conformanceCase.id() + ": " + result.failure());
      } else if (result.exceedsPlannedArena()) {
        failures.add(
            conformanceCase.id()
                + ": plans "
                + result.nonPersistentBytes()
                + " bytes of arena, TFLM "
                + conformanceCase.nonPersistentBytes());
      }
    }
    assertThat(failures).isEmpty();
  }
}
