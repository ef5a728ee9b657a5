/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.benchmark;

import java.time.Duration;

/**
 * How long to measure; the defaults are those of TFLite's {@code benchmark_model}.
 *
 * @param warmUp the least time of invocations before those that are measured
 * @param runs the least number of measured runs
 * @param time the least time of measured runs
 */
public record Schedule(Duration warmUp, int runs, Duration time) {
  /** The warm-up of benchmark_model in seconds. */
  public static final String WARM_UP_SECONDS = "0.5";

  /** The least number of runs of benchmark_model. */
  public static final String RUNS = "50";

  /** The least time of runs of benchmark_model in seconds. */
  public static final String SECONDS = "1";
}
