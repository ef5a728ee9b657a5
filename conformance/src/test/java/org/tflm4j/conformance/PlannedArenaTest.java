/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.memory.GreedyMemoryPlanner;
import org.tflm4j.interpreter.memory.SearchingMemoryPlanner;

/** The planned arena of the real models, with the real TFLM's beside it. */
class PlannedArenaTest {
  @ParameterizedTest
  @ValueSource(strings = {"reference", "vector"})
  void theSearchBeatsTflmOnMostModelsAndLosesOnNone(String provider) throws IOException {
    Map<String, ConformanceCase> models = new LinkedHashMap<>();
    for (ConformanceCase conformanceCase : RealCases.all()) {
      models.put(conformanceCase.op(), conformanceCase);
    }
    Assumptions.assumeFalse(models.isEmpty(), "the real models are not there");
    Map<String, Long> saved = new LinkedHashMap<>();
    for (ConformanceCase conformanceCase : models.values()) {
      Model model = Model.load(conformanceCase.model());
      Interpreter.Builder builder = Interpreter.builder(model, OpResolver.all()).provider(provider);
      long searched = builder.build().memory().nonPersistentBytes();
      long greedy =
          builder.planner(new GreedyMemoryPlanner()).build().memory().nonPersistentBytes();
      long fewSteps =
          builder.planner(new SearchingMemoryPlanner(100)).build().memory().nonPersistentBytes();

      assertThat(searched).as(conformanceCase.op()).isLessThanOrEqualTo(greedy);
      assertThat(fewSteps).as(conformanceCase.op()).isBetween(searched, greedy);
      saved.put(conformanceCase.op(), conformanceCase.nonPersistentBytes() - searched);
      System.out.printf(
          "planned arena, %s: %,d bytes on %s, %,d by TFLM%n",
          conformanceCase.op(), searched, provider, conformanceCase.nonPersistentBytes());
    }
    System.out.printf(
        "planned arena on %s: %d models below TFLM's, %d equal, %d above%n",
        provider,
        saved.values().stream().filter(bytes -> bytes > 0).count(),
        saved.values().stream().filter(bytes -> bytes == 0).count(),
        saved.values().stream().filter(bytes -> bytes < 0).count());
    assertThat(saved.values()).allMatch(bytes -> bytes >= 0);
    assertThat(saved.values().stream().filter(bytes -> bytes > 0).count())
        .as("models with a smaller plan than TFLM's: %s", saved)
        .isGreaterThan(saved.size() / 2);
  }
}
