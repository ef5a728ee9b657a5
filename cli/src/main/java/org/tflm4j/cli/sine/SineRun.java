/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.sine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;

/** A sine model on one kernel provider, fed with points of the period. */
public final class SineRun {
  /** Invocations for each look at the clock: all inputs that there are, four times. */
  private static final int BATCH = 1024;

  /**
   * Until the JIT has compiled them, vector kernels are a thousand times slower: a warm-up counts
   * invocations, not only time.
   */
  private static final int WARM_UP_BATCHES = 500;

  private static final long WARM_UP_NANOS = 300_000_000;
  private static final long LONGEST_WARM_UP_NANOS = 6_000_000_000L;
  private static final long MEASURED_NANOS = 300_000_000;

  private final Interpreter interpreter;

  /** Prepares the model on the first of the providers, with the others behind it. */
  public SineRun(Model model, List<KernelProvider> providers) {
    this.interpreter =
        Interpreter.builder(model, OpResolver.builder().addFullyConnected().build())
            .providers(providers)
            .build();
  }

  /** Returns point {@code index} of {@code count} that divide the period, both ends included. */
  public static float point(int index, int count) {
    return (float) (SineNetwork.PERIOD * index / (count - 1));
  }

  /** Returns the interpreter, for its memory and providers. */
  public Interpreter interpreter() {
    return interpreter;
  }

  /** Returns the model's answers at {@code count} points of the period. */
  public float[] answers(int count) {
    Tensor input = interpreter.input(0);
    Tensor output = interpreter.output(0);
    float[] answers = new float[count];
    for (int i = 0; i < count; i++) {
      input.writeReal(point(i, count));
      interpreter.invoke();
      answers[i] = output.realAt(0);
    }
    return answers;
  }

  /** Returns the time of one invocation in nanoseconds, the median of many, after a warm-up. */
  public double nanosecondsPerInvocation() {
    timeBatches(WARM_UP_BATCHES, WARM_UP_NANOS, LONGEST_WARM_UP_NANOS);
    long[] batches = timeBatches(1, MEASURED_NANOS, MEASURED_NANOS);
    Arrays.sort(batches);
    return (double) batches[batches.length / 2] / BATCH;
  }

  /** Runs batches until both minima are reached, or the longest time is over. */
  private long[] timeBatches(int leastBatches, long leastNanos, long mostNanos) {
    LongStream.Builder times = LongStream.builder();
    long elapsed = 0;
    for (int batch = 0;
        (batch < leastBatches || elapsed < leastNanos) && elapsed < mostNanos;
        batch++) {
      long begin = System.nanoTime();
      for (int i = 0; i < BATCH; i++) {
        interpreter.input(0).setInt8At(0, (byte) i);
        interpreter.invoke();
      }
      long time = System.nanoTime() - begin;
      times.add(time);
      elapsed += time;
    }
    return times.build().toArray();
  }

  /** Returns the largest difference to the true sine. */
  public static double maxError(float[] answers) {
    double largest = 0;
    for (int i = 0; i < answers.length; i++) {
      largest = Math.max(largest, Math.abs(answers[i] - Math.sin(point(i, answers.length))));
    }
    return largest;
  }
}
