/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import java.util.Arrays;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.PreparedOperator;
import org.tflm4j.interpreter.Profiler;

/**
 * Times the operators of a model for a short while: some warm-up, then as many invocations as the
 * time allows. What an operator takes in an invocation is a sample, however often a loop runs it
 * then; control flow contains the operators of its subgraphs.
 */
final class OperatorTimes implements Profiler {
  private static final double WARM_UP_SHARE = 0.6;
  private static final int MAX_RUNS = 10_000;

  /** As many invocations the JVM's compiler wants to see, and this many times as long it may take. */
  private static final int WARM_RUNS = 100;

  private static final double PATIENCE = 5;

  /** With fewer invocations before the timed ones the kernels have hardly been compiled. */
  private static final int FEW_RUNS = 10;

  /** Place of a subgraph's first operator among the operators of all subgraphs. */
  private final int[] firstOperator;

  private final long[] started;
  private final long[] current;
  private final long[][] samples;
  private final int[] sampleCounts;
  private final long[] invocations = new long[MAX_RUNS];
  private int runs;
  private int warmUpRuns;
  private long invocationStarted;

  OperatorTimes(int[] operatorCounts) {
    firstOperator = new int[operatorCounts.length];
    int operators = 0;
    for (int subgraph = 0; subgraph < operatorCounts.length; subgraph++) {
      firstOperator[subgraph] = operators;
      operators += operatorCounts[subgraph];
    }
    started = new long[operators];
    current = new long[operators];
    samples = new long[operators][MAX_RUNS];
    sampleCounts = new int[operators];
  }

  /**
   * Times an interpreter that has this as its profiler.
   *
   * @param seconds how long, warm-up included; at least one invocation of each
   * @throws org.tflm4j.interpreter.schema.ModelException if the model refuses the sample inputs
   */
  void measure(Interpreter interpreter, double seconds) {
    warmUpRuns = run(interpreter, WARM_UP_SHARE * seconds, WARM_RUNS, PATIENCE * seconds);
    double timed = (1 - WARM_UP_SHARE) * seconds;
    run(interpreter, timed, 1, timed);
  }

  /**
   * Returns the number of invocations; the samples of the first MAX_RUNS are kept.
   *
   * @param seconds how long at least
   * @param wanted go on until there were so many invocations
   * @param limit but not longer than this, in seconds
   */
  private int run(Interpreter interpreter, double seconds, int wanted, double limit) {
    long begin = System.nanoTime();
    double elapsed;
    int invoked = 0;
    runs = 0;
    Arrays.fill(sampleCounts, 0);
    do {
      // Later operators may have taken the place of the inputs.
      SampleInputs.fill(interpreter);
      interpreter.invoke();
      invoked++;
      elapsed = (System.nanoTime() - begin) / 1e9;
    } while (elapsed < seconds || (invoked < wanted && elapsed < limit));
    return invoked;
  }

  /** Returns false if the times say more of the JVM's start than of the kernels. */
  boolean isWarm() {
    return warmUpRuns >= FEW_RUNS;
  }

  /** Returns how the times were taken, in a sentence. */
  String method() {
    return "median of %,d invocations with sample inputs on one thread, after %,d for warm-up%s"
        .formatted(
            runs,
            warmUpRuns,
            isWarm() ? "" : "; too few, with a longer --time the kernels are compiled");
  }

  @Override
  public void beginInvocation() {
    Arrays.fill(current, -1);
    invocationStarted = System.nanoTime();
  }

  @Override
  public void beginOperator(PreparedOperator operator) {
    started[place(operator)] = System.nanoTime();
  }

  @Override
  public void endOperator(PreparedOperator operator) {
    long now = System.nanoTime();
    int place = place(operator);
    current[place] = Math.max(current[place], 0) + now - started[place];
  }

  @Override
  public void endInvocation() {
    if (runs == MAX_RUNS) {
      return;
    }
    invocations[runs++] = System.nanoTime() - invocationStarted;
    for (int place = 0; place < current.length; place++) {
      if (current[place] >= 0) {
        samples[place][sampleCounts[place]++] = current[place];
      }
    }
  }

  private int place(PreparedOperator operator) {
    return firstOperator[operator.node().subgraph()] + operator.node().index();
  }

  /** Returns the number of timed invocations. */
  int runs() {
    return runs;
  }

  /** Returns the median time of an invocation in microseconds. */
  double invocationMicros() {
    return medianMicros(invocations, runs);
  }

  /** Returns the median time of an operator in microseconds, null if it never ran. */
  Double medianMicros(PreparedOperator operator) {
    int place = place(operator);
    return sampleCounts[place] == 0 ? null : medianMicros(samples[place], sampleCounts[place]);
  }

  private static double medianMicros(long[] nanos, int count) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2e3;
  }
}
