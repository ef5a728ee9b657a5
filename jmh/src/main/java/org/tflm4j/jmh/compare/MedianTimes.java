/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Median times by subject (a model, or an operator of one) and engine, from the JSON that JMH
 * writes.
 */
final class MedianTimes {
  private static final Map<String, Double> MICROSECONDS =
      Map.of("ns/op", 1e-3, "us/op", 1.0, "ms/op", 1e3, "s/op", 1e6);

  /** In the order of the file: microseconds by subject, then by engine. */
  private final Map<String, Map<String, Double>> medians = new LinkedHashMap<>();

  private final Set<String> engines = new LinkedHashSet<>();

  private MedianTimes() {}

  /**
   * Reads results of benchmarks with the parameters {@code provider} and {@code model} or {@code
   * operator}; others are left out.
   *
   * @throws IOException if the file cannot be read or is not JMH's
   */
  static MedianTimes read(Path json) throws IOException {
    JsonNode root = new ObjectMapper().readTree(json.toFile());
    if (!root.isArray()) {
      throw new IOException(json + " is not a result of JMH in JSON (-rf json)");
    }
    MedianTimes results = new MedianTimes();
    for (JsonNode benchmark : root) {
      JsonNode params = benchmark.path("params");
      String subject = params.path("model").asText(params.path("operator").asText());
      Double scale = MICROSECONDS.get(benchmark.path("primaryMetric").path("scoreUnit").asText());
      if (params.has("provider") && !subject.isEmpty() && scale != null) {
        results.add(
            subject,
            params.path("provider").asText(),
            scale * median(benchmark.path("primaryMetric").path("rawData")));
      }
    }
    return results;
  }

  private void add(String subject, String engine, double microseconds) {
    engines.add(engine);
    medians.computeIfAbsent(subject, s -> new LinkedHashMap<>()).put(engine, microseconds);
  }

  /** Returns the median of all iterations of all forks. */
  private static double median(JsonNode forks) {
    DoubleStream.Builder scores = DoubleStream.builder();
    for (JsonNode fork : forks) {
      for (JsonNode iteration : fork) {
        scores.add(iteration.asDouble());
      }
    }
    double[] sorted = scores.build().sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Returns what was measured, in the order of the file. */
  List<String> subjects() {
    return List.copyOf(medians.keySet());
  }

  /** Returns the engines, in the order of the file. */
  List<String> engines() {
    return new ArrayList<>(engines);
  }

  /** Returns the median time in microseconds, if the engine ran the subject. */
  OptionalDouble median(String subject, String engine) {
    Double median = medians.getOrDefault(subject, Map.of()).get(engine);
    return median == null ? OptionalDouble.empty() : OptionalDouble.of(median);
  }

  /** Returns how many times faster {@code engine} is than {@code base}, if both ran. */
  OptionalDouble speedUp(String subject, String engine, String base) {
    OptionalDouble own = median(subject, engine);
    OptionalDouble other = median(subject, base);
    return own.isPresent() && other.isPresent()
        ? OptionalDouble.of(other.getAsDouble() / own.getAsDouble())
        : OptionalDouble.empty();
  }
}
