/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import java.util.Optional;
import org.tflm4j.cli.input.RandomFrame;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.PreparedOperator;
import org.tflm4j.interpreter.TicksProfiler;
import org.tflm4j.interpreter.TicksProfiler.OperatorTicks;
import org.tflm4j.interpreter.schema.OperatorNode;

/**
 * Times the operators of a model for a short while: some warm-up, then as many invocations as the
 * time allows. {@code tflm4j benchmark} is for longer and more careful measurements.
 */
final class OperatorTimes {
  private static final double WARM_UP_SHARE = 0.6;

  /**
   * So many invocations the JVM's compiler wants to see, and this many times as long they may take.
   */
  private static final int WARM_RUNS = 100;

  private static final double PATIENCE = 5;

  /** With fewer invocations before the timed ones the kernels have hardly been compiled. */
  private static final int FEW_RUNS = 10;

  private final TicksProfiler ticks;
  private final int warmUpRuns;

  private OperatorTimes(TicksProfiler ticks, int warmUpRuns) {
    this.ticks = ticks;
    this.warmUpRuns = warmUpRuns;
  }

  /**
   * Times the operators.
   *
   * @param builder makes the interpreter
   * @param seconds about how long, warm-up included; at least one invocation of each
   * @throws org.tflm4j.interpreter.schema.ModelException if the model refuses the inputs
   */
  static OperatorTimes measure(Interpreter.Builder builder, double seconds) {
    TicksProfiler ticks = new TicksProfiler();
    Interpreter interpreter = builder.profiler(ticks).build();
    int warmUpRuns =
        run(interpreter, WARM_UP_SHARE * seconds, WARM_RUNS, PATIENCE * WARM_UP_SHARE * seconds);
    ticks.clear();
    double timed = (1 - WARM_UP_SHARE) * seconds;
    run(interpreter, timed, 1, timed);
    return new OperatorTimes(ticks, warmUpRuns);
  }

  /**
   * Invokes and returns how often.
   *
   * @param seconds how long at least
   * @param wanted go on until there were so many invocations
   * @param limit but not longer than this, in seconds
   */
  private static int run(Interpreter interpreter, double seconds, int wanted, double limit) {
    long begin = System.nanoTime();
    double elapsed;
    int invocations = 0;
    do {
      // Later operators may have taken the place of the inputs.
      RandomFrame.feed(interpreter);
      interpreter.invoke();
      invocations++;
      elapsed = (System.nanoTime() - begin) / 1e9;
    } while (elapsed < seconds || (invocations < wanted && elapsed < limit));
    return invocations;
  }

  /** Returns false if the times say more of the JVM's start than of the kernels. */
  boolean isWarm() {
    return warmUpRuns >= FEW_RUNS;
  }

  /** Returns how the times were taken, in a sentence. */
  String method() {
    return "mean of %,d invocations on random inputs, one thread, after %,d to warm up%s"
        .formatted(
            runs(),
            warmUpRuns,
            isWarm() ? "" : "; too few, with a longer --time the kernels are compiled");
  }

  /** Returns the number of timed invocations. */
  long runs() {
    return ticks.invocations();
  }

  /** Returns the time of an invocation in microseconds. */
  double invocationMicros() {
    return ticks.totalTicks() / 1e3 / runs();
  }

  /**
   * Returns the time that an operator takes in an invocation in microseconds, without subgraphs
   * that it runs; null if it never ran.
   */
  Double micros(PreparedOperator operator) {
    OperatorNode node = operator.node();
    Optional<OperatorTicks> found =
        ticks.operators().stream()
            .filter(row ->
                row.operator().node().subgraph() == node.subgraph()
                    && row.operator().node().index() == node.index())
            .findFirst();
    return found.map(row -> row.selfTicks() / 1e3 / runs()).orElse(null);
  }
}
