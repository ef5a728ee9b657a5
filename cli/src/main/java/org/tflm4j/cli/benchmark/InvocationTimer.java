/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.benchmark;

import java.time.Duration;
import java.util.stream.LongStream;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.InvokeStatus;

/** Measures the times of invocations of one interpreter. */
public final class InvocationTimer {
  /**
   * The least time of a run in nanoseconds. Reading the clock takes about 25 ns, so a run of a
   * short model is several invocations.
   */
  private static final long SHORTEST_RUN_NANOS = 5_000;

  private static final int MOST_INVOCATIONS = 10_000;

  /** Warming up goes on while the JVM compiles, up to this many times the least warm-up. */
  private static final int LONGEST_WARM_UP = 20;

  /** The warm-up checks this often, per least warm-up, whether the JVM still compiles. */
  private static final int SLICES = 4;

  private final Interpreter interpreter;
  private int invocations = 1;
  private long aborted;

  /** Creates a timer; the interpreter's inputs stay as they are. */
  public InvocationTimer(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Returns how many invocations a run has. */
  public int invocations() {
    return invocations;
  }

  /** Returns how many invocations the model itself ended early. */
  long aborted() {
    return aborted;
  }

  /** Returns the nanoseconds of one invocation. */
  long first() {
    return run(1);
  }

  /**
   * Invokes for at least the given time, and longer while the JVM says that it compiles. Then
   * chooses the number of invocations in a run.
   *
   * @return how many invocations there were
   */
  public long warmUp(Duration least) {
    JvmCompiler compiler = new JvmCompiler();
    long all = 0;
    long begin = System.nanoTime();
    long slice = Math.max(least.toNanos() / SLICES, 1);
    long elapsed;
    long sliceTime;
    boolean compiling;
    int count;
    do {
      long sliceBegin = System.nanoTime();
      count = 0;
      do {
        run(1);
        count++;
        sliceTime = System.nanoTime() - sliceBegin;
      } while (sliceTime < slice);
      all += count;
      elapsed = System.nanoTime() - begin;
      compiling = compiler.wasBusy(sliceTime);
    } while (elapsed < least.toNanos()
        || (compiling && elapsed < LONGEST_WARM_UP * least.toNanos()));
    invocations = Math.clamp(SHORTEST_RUN_NANOS * count / sliceTime + 1, 1, MOST_INVOCATIONS);
    return all;
  }

  /** Returns the times of at least {@code runs} runs that take at least {@code time} in all. */
  public long[] measure(int leastRuns, Duration leastTime) {
    LongStream.Builder times = LongStream.builder();
    long begin = System.nanoTime();
    for (int i = 0; i < leastRuns || System.nanoTime() - begin < leastTime.toNanos(); i++) {
      times.add(run(invocations));
    }
    return times.build().toArray();
  }

  private long run(int count) {
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      if (interpreter.invoke() == InvokeStatus.ABORTED) {
        aborted++;
      }
    }
    return System.nanoTime() - begin;
  }
}
