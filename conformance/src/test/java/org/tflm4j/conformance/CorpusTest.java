/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tflm4j.interpreter.KernelProviders;

/**
 * Every case of the golden corpus and the real models on every provider, one test per operator or
 * model. With the reference kernels the planned arena must not exceed TFLM's; faster kernels may ask
 * for scratch of their own.
 */
class CorpusTest {
  @TestFactory
  Stream<DynamicNode> reference() throws IOException {
    return tests("reference");
  }

  @TestFactory
  Stream<DynamicNode> vector() throws IOException {
    return tests("vector");
  }

  private static Stream<DynamicNode> tests(String provider) throws IOException {
    return Stream.concat(folder(provider, "corpus"), folder(provider, "real"));
  }

  private static Stream<DynamicNode> folder(String provider, String folder) throws IOException {
    Map<String, List<ConformanceCase>> groups = new LinkedHashMap<>();
    for (ConformanceCase conformanceCase : SharedCases.of(folder)) {
      groups.computeIfAbsent(conformanceCase.op(), op -> new ArrayList<>()).add(conformanceCase);
    }
    if (groups.isEmpty()) {
      return Stream.empty();
    }
    // Asked for by name, so that a provider that is missing fails the test.
    CaseRunner runner = new CaseRunner(provider, KernelProviders.load().named(provider));
    return Stream.of(
        DynamicContainer.dynamicContainer(
            folder,
            groups.entrySet().stream()
                .map(
                    group ->
                        DynamicTest.dynamicTest(
                            group.getKey() + " (" + group.getValue().size() + ")",
                            () -> assertPasses(runner, group.getValue())))));
  }

  private static void assertPasses(CaseRunner runner, List<ConformanceCase> cases) {
    List<String> failures = new ArrayList<>();
    for (ConformanceCase conformanceCase : cases) {
      CaseResult result = runner.run(conformanceCase);
      if (!result.passed()) {
        failures.add(conformanceCase.id() + ": " + result.failure());
      } else if (result.provider().equals("reference")
          && conformanceCase.nonPersistentBytes() >= 0
          && result.nonPersistentBytes() > conformanceCase.nonPersistentBytes()) {
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
