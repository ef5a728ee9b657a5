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
 * model. The reference provider plans no more arena than TFLM for any of them; the vector provider,
 * which widens rows in scratch of its own, needs no more arena than TFLM for a real model.
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
    return Stream.of("corpus", "real").flatMap(folder -> folder(provider, folder));
  }

  private static Stream<DynamicNode> folder(String provider, String folder) {
    Map<String, List<ConformanceCase>> groups = new LinkedHashMap<>();
    try {
      for (ConformanceCase conformanceCase : SharedCases.of(folder)) {
        groups.computeIfAbsent(conformanceCase.op(), op -> new ArrayList<>()).add(conformanceCase);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
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
                .map(group ->
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
      } else if (result.provider().equals("reference") && result.exceedsPlannedArena()) {
        failures.add(
            conformanceCase.id()
                + ": plans "
                + result.nonPersistentBytes()
                + " bytes of arena, TFLM "
                + conformanceCase.nonPersistentBytes());
      } else if (conformanceCase.isRealModel() && result.exceedsArena()) {
        failures.add(
            conformanceCase.id()
                + ": needs "
                + result.arenaBytes()
                + " bytes of arena, TFLM "
                + conformanceCase.arenaUsedBytes());
      }
    }
    assertThat(failures).isEmpty();
  }
}
