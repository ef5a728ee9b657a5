/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;

/** {@code analyze} on the real models, where they are beside the checkout. */
@EnabledIf("available")
class AnalyzeRealModelsTest {
  @TempDir private Path folder;

  static boolean available() {
    return Files.isDirectory(Execution.shared("real"));
  }

  static Stream<Path> models() throws IOException {
    try (Stream<Path> files = Files.list(Execution.shared("real/models"))) {
      return files.sorted().toList().stream();
    }
  }

  private JsonNode analyze(Path model, Object... options) throws IOException {
    Path json = folder.resolve("analysis.json");
    Execution run =
        Execution.of(
            Stream.concat(
                    Stream.of("analyze", model, "--json", json, "--time", 0), Stream.of(options))
                .toArray());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return new ObjectMapper().readTree(json.toFile());
  }

  private static long sum(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToLong(entry -> entry.get(field).longValue())
        .sum();
  }

  @ParameterizedTest
  @MethodSource("models")
  void jsonIsSound(Path file) throws Exception {
    Path page = folder.resolve("page.html");
    JsonNode analysis = analyze(file, "--html", page);

    JsonNode model = analysis.get("model");
    assertThat(model.get("bytes").longValue()).isEqualTo(Files.size(file));
    JsonNode operators = analysis.get("operators");
    assertThat(operators).hasSize(analysis.get("totals").get("operators").intValue());
    assertThat(sum(operators, "multiply_adds"))
        .isEqualTo(analysis.get("totals").get("multiply_adds").longValue());
    assertThat(analysis.get("totals").get("weight_bytes").longValue())
        .isBetween(0L, model.get("bytes").longValue());

    JsonNode arena = analysis.get("arena");
    long planned = arena.get("non_persistent_bytes").longValue();
    assertThat(arena.get("smallest_bytes").longValue())
        .isEqualTo(planned + arena.get("persistent_bytes").longValue());
    assertThat(arena.get("smallest_check").textValue()).startsWith("invoked in it");
    assertThat(arena.get("peak").get("live_bytes").longValue()).isBetween(1L, planned);
    for (JsonNode planner : arena.get("planners")) {
      assertThat(planner.get("non_persistent_bytes").longValue()).isGreaterThanOrEqualTo(planned);
    }
    assertThat(sum(arena.get("allocations"), "used_bytes"))
        .isEqualTo(sum(arena.get("buffers"), "bytes"));
    for (JsonNode buffer : arena.get("buffers")) {
      assertThat(buffer.get("offset").longValue() + buffer.get("bytes").longValue())
          .isBetween(1L, arena.get("smallest_bytes").longValue());
      assertThat(buffer.get("last_time").intValue())
          .isBetween(buffer.get("first_time").intValue(), arena.get("times").intValue() - 1);
    }
    for (JsonNode operator : operators) {
      assertThat(operator.get("provider").textValue()).isNotEmpty();
      assertThat(operator.get("live_bytes").longValue())
          .isBetween(0L, arena.get("peak").get("live_bytes").longValue());
    }
    for (JsonNode device : analysis.get("devices")) {
      assertThat(sum(device.get("allocations"), "used_bytes"))
          .isEqualTo(device.get("persistent_bytes").longValue());
    }
    assertThat(Files.readString(page)).contains(model.get("sha256").textValue());
    assertRegistersAll(file, analysis.get("op_resolver").get("java"));
  }

  /** Does what the Java lines say, by reflection, and runs the model with the result. */
  private static void assertRegistersAll(Path file, JsonNode lines) throws Exception {
    OpResolver.Builder builder = OpResolver.builder();
    for (JsonNode line : lines) {
      String call = line.textValue().strip();
      if (call.startsWith(".add")) {
        String method = call.substring(1, call.length() - "()".length());
        OpResolver.Builder.class.getMethod(method).invoke(builder);
      }
    }
    Model model = Model.load(file);
    assertThat(Interpreter.builder(model, builder.build()).build().model()).isSameAs(model);
  }

  /** As published with the benchmark (MLPerf Tiny), or counted by TFLite's own tools. */
  @ParameterizedTest
  @CsvSource({
    "mlperf_vww_int8, 7489664",
    "mlperf_kws_int8, 2656768",
    "mlperf_resnet8_int8, 12501632",
    "mlperf_ad_int8, 264192"
  })
  void multiplyAddsAreThePublishedOnes(String name, long multiplyAdds) throws IOException {
    JsonNode analysis = analyze(Execution.shared("real/models/" + name + ".tflite"));

    assertThat(analysis.get("totals").get("multiply_adds").longValue()).isEqualTo(multiplyAdds);
  }

  @Test
  void findsThePeakOfVisualWakeWords() throws IOException {
    JsonNode analysis = analyze(Execution.shared("real/models/mlperf_vww_int8.tflite"));
    JsonNode peak = analysis.get("arena").get("peak");

    long live = peak.get("live_bytes").longValue();
    // 48 x 48 x 16 out, and 48 x 48 x 8 in, over which it may lie in part.
    assertThat(live).isBetween(36_864L, 36_864L + 18_432);
    JsonNode first =
        StreamSupport.stream(analysis.get("operators").spliterator(), false)
            .filter(operator -> operator.get("live_bytes").longValue() == live)
            .findFirst()
            .orElseThrow();
    assertThat(peak.get("operator").intValue()).isEqualTo(first.get("index").intValue());
    assertThat(peak.get("name")).isEqualTo(first.get("name"));
  }
}
