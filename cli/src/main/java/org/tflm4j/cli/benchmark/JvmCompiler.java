/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.benchmark;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** Tells whether the JVM still compiles what is being measured. */
public final class JvmCompiler {
  /** The compiler is at work if it took more than this part of the time. */
  private static final double BUSY_SHARE = 0.1;

  private long millis = compilationMillis();

  /** Looks from now on. */
  public JvmCompiler() {}

  /**
   * Returns true if the compiler was at work since the last call, or the creation; false for a JVM
   * that does not tell.
   *
   * @param nanos how long that was ago
   */
  public boolean wasBusy(long nanos) {
    long now = compilationMillis();
    long compiled = now - millis;
    millis = now;
    return compiled * 1e6 > BUSY_SHARE * nanos;
  }

  private static long compilationMillis() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    return compiler != null && compiler.isCompilationTimeMonitoringSupported()
        ? compiler.getTotalCompilationTime()
        : 0;
  }
}
