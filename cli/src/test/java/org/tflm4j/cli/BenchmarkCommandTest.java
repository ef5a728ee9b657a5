/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.conformance.ConformanceCase;
import org.tflm4j.conformance.Corpus;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.training.sine.SineModel;

class BenchmarkCommandTest {
  @TempDir private Path folder;
  private Path sine;

  @BeforeEach
  void writeModel() throws IOException {
    sine = Files.write(folder.resolve("sine.tflite"), SineModel.bundled());
  }

  /** Runs the command as briefly as it can and returns what it wrote. */
  private JsonNode measure(Object... arguments) throws IOException {
    Path json = folder.resolve("benchmark.json");
    List<Object> all = new ArrayList<>(List.of("benchmark", "--json", json));
    all.addAll(List.of("--warm-up", 0.01, "--seconds", 0.01, "--runs", 3));
    all.addAll(List.of(arguments));

    Execution run = Execution.of(all.toArray());

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains(
            "first inference",
            "operators in run order",
            "operators by computation time",
            "summary by operator type");
    return new ObjectMapper().readTree(json.toFile());
  }

  private static void check(JsonNode result, Path model, String provider) {
    assertThat(result.path("model").asText()).isEqualTo(model.toString());
    assertThat(result.path("provider").asText()).isEqualTo(provider);
    assertThat(result.path("init_us").asDouble()).isPositive();
    assertThat(result.path("first_us").asDouble()).isPositive();
    assertThat(result.path("warm_up").path("invocations").asLong()).isPositive();
    assertThat(result.path("runs").asInt()).isGreaterThanOrEqualTo(3);
    double min = result.path("min_us").asDouble();
    double median = result.path("median_us").asDouble();
    double max = result.path("max_us").asDouble();
    assertThat(min).isPositive();
    assertThat(median).isBetween(min, result.path("p90_us").asDouble());
    assertThat(result.path("p99_us").asDouble()).isBetween(result.path("p90_us").asDouble(), max);
    assertThat(result.path("mean_us").asDouble()).isBetween(min, max);
    assertThat(result.path("std_us").asDouble()).isBetween(0.0, max);
    JsonNode arena = result.path("arena");
    assertThat(arena.path("bytes").asLong())
        .isPositive()
        .isEqualTo(arena.path("non_persistent").asLong() + arena.path("persistent").asLong());
    assertThat(result.path("peak_heap_bytes").asLong()).isGreaterThan(arena.path("bytes").asLong());
    assertThat(result.path("exceeded_limits")).isEmpty();
    checkShares(result.path("operators"), result.path("operator_types"));
  }

  private static void checkShares(JsonNode operators, JsonNode types) {
    assertThat(operators).isNotEmpty();
    double share = 0;
    double mean = 0;
    for (JsonNode operator : operators) {
      share += operator.path("share").asDouble();
      mean += operator.path("mean_us").asDouble();
      assertThat(operator.path("name").asText()).isNotEmpty();
      assertThat(operator.path("provider").asText()).isNotEmpty();
      assertThat(operator.path("runs").asLong()).isPositive();
      assertThat(operator.path("max_us").asDouble())
          .isGreaterThanOrEqualTo(operator.path("min_us").asDouble());
    }
    assertThat(share).isCloseTo(1, within(1e-9));
    int count = 0;
    for (JsonNode type : types) {
      count += type.path("count").asInt();
      mean -= type.path("mean_us").asDouble();
    }
    assertThat(count).isEqualTo(operators.size());
    assertThat(mean).isCloseTo(0, within(1e-6));
  }

  @Test
  void measuresTheBundledModelOnSeveralProviders() throws IOException {
    JsonNode results = measure(sine, "-p", "reference", "-p", "vector");

    assertThat(results).hasSize(2);
    check(results.get(0), sine, "reference");
    check(results.get(1), sine, "vector");
    assertThat(results.get(1).path("operators"))
        .hasSize(3)
        .allSatisfy(operator -> {
          assertThat(operator.path("name").asText()).isEqualTo("FULLY_CONNECTED");
          assertThat(operator.path("provider").asText()).isEqualTo("vector");
        });
    // A short model: a run is several invocations.
    assertThat(results.get(0).path("invocations_per_run").asInt()).isPositive();
  }

  @Test
  void takesTheBestProviderUnasked() throws IOException {
    JsonNode results = measure(sine);

    assertThat(results).hasSize(1);
    check(results.get(0), sine, KernelProviders.load().best().getFirst().name());
  }

  /** A bundled case, written to a file. */
  private Path bundled(ConformanceCase bundled) throws IOException {
    return Files.write(
        folder.resolve(bundled.id() + ".tflite"), Files.readAllBytes(bundled.model()));
  }

  @ParameterizedTest
  @CsvSource({"WHILE", "IF", "SVDF"})
  void measuresOperatorsThatCallOthersOrKeepState(String operator) throws IOException {
    try (Corpus corpus = Corpus.open()) {
      ConformanceCase first =
          corpus.cases().stream().filter(c -> c.op().equals(operator)).findFirst().orElseThrow();
      Path model = bundled(first);
      JsonNode result = measure(model, "-p", "reference").get(0);

      check(result, model, "reference");
      assertThat(result.path("operators"))
          .anySatisfy(row -> assertThat(row.path("name").asText()).isEqualTo(operator));
      assertThat(result.path("aborted").asLong()).isZero();
    }
  }

  @Test
  void countsInvocationsThatTheModelEndsEarly() throws IOException {
    List<Long> aborted = new ArrayList<>();
    try (Corpus corpus = Corpus.open()) {
      for (ConformanceCase buffering : corpus.cases()) {
        if (buffering.op().equals("CIRCULAR_BUFFER")) {
          aborted.add(
              measure(bundled(buffering), "-p", "reference").get(0).path("aborted").asLong());
        }
      }
    }
    // Some wait for several frames, some run every time.
    assertThat(aborted).contains(0L).anyMatch(count -> count > 0);
  }

  static boolean realModels() {
    return Files.isDirectory(Execution.shared("real/models"));
  }

  static Stream<Path> models() throws IOException {
    try (Stream<Path> files = Files.list(Execution.shared("real/models"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  @EnabledIf("realModels")
  void measuresEveryRealModel(Path model) throws IOException {
    JsonNode results = measure(model, "-p", "reference");

    assertThat(results).hasSize(1);
    check(results.get(0), model, "reference");
  }

  @Test
  void exceededLimitsFail() throws IOException {
    Path json = folder.resolve("limits.json");
    Execution run =
        Execution.of(
            "benchmark",
            sine,
            "-p",
            "reference",
            "--warm-up",
            0,
            "--seconds",
            0,
            "-n",
            1,
            "--max-latency-us",
            1e-6,
            "--max-arena",
            8,
            "--json",
            json);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("tflm4j: " + sine + " on reference: "));
    assertThat(run.err())
        .contains("is above the limit of 0.000001 us (--max-latency-us)")
        .containsPattern("the arena of \\d+ bytes is above the limit of 8 \\(--max-arena\\)");
    assertThat(new ObjectMapper().readTree(json.toFile()).get(0).path("exceeded_limits"))
        .hasSize(2);

    Execution within =
        Execution.of(
            "benchmark",
            sine,
            "--warm-up",
            0,
            "--seconds",
            0,
            "-n",
            1,
            "--max-latency-us",
            1e9,
            "--max-arena",
            100_000);
    assertThat(within.status()).isZero();
    assertThat(within.err()).isEmpty();
  }

  @Test
  void whatCannotBeMeasuredIsOneSentence() throws IOException {
    Path text = Files.writeString(folder.resolve("text.tflite"), "this is not a model");

    for (Object[] arguments :
        new Object[][] {
          {"benchmark", text}, {"benchmark", folder}, {"benchmark", sine, "-p", "gpu"}
        }) {
      Execution run = Execution.of(arguments);
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).startsWith("tflm4j: ");
      assertThat(run.err().lines()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--runs, 0",
    "--warm-up, -1",
    "--seconds, x",
    "--max-arena, many",
    "--max-arena, 0",
    "--max-latency-us, -1",
    "--jsn, f"
  })
  void wrongUsageIsToldApart(String option, String value) {
    Execution run = Execution.of("benchmark", sine, option, value);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).isNotEmpty();
  }
}
