/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.benchmark;

import java.util.Arrays;

/**
 * Statistics of many times of one thing, in microseconds.
 *
 * @param runs how many times were taken
 * @param mean their average
 * @param min the shortest
 * @param median half are not longer
 * @param p90 nine of ten are not longer
 * @param p99 99 of 100 are not longer
 * @param max the longest
 * @param std their standard deviation
 */
public record Latency(
    int runs,
    double mean,
    double min,
    double median,
    double p90,
    double p99,
    double max,
    double std) {
  private static final double NANOS = 1e-3;

  /**
   * Computes the statistics.
   *
   * @param nanoseconds times of runs, at least one
   * @param invocations how many invocations each run has
   */
  public static Latency of(long[] nanoseconds, int invocations) {
    double[] sorted =
        Arrays.stream(nanoseconds).mapToDouble(time -> time * NANOS / invocations).toArray();
    Arrays.sort(sorted);
    double mean = Arrays.stream(sorted).average().orElseThrow();
    double variance =
        Arrays.stream(sorted).map(time -> (time - mean) * (time - mean)).average().orElseThrow();
    return new Latency(
        sorted.length,
        mean,
        sorted[0],
        percentile(sorted, 50),
        percentile(sorted, 90),
        percentile(sorted, 99),
        sorted[sorted.length - 1],
        Math.sqrt(variance));
  }

  /** Returns the smallest time that is not below {@code percent} percent of all. */
  private static double percentile(double[] sorted, int percent) {
    int rank = (sorted.length * percent + 99) / 100;
    return sorted[Math.max(rank, 1) - 1];
  }
}
