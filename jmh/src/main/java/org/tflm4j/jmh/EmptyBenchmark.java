/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;

/** The cost of an empty benchmark, the floor under every other figure. */
public class EmptyBenchmark {
  /** Does nothing. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  public void empty() {}
}
