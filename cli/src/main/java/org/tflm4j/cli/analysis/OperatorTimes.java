/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.DoubleStream;
import org.tflm4j.cli.benchmark.JvmCompiler;
import org.tflm4j.cli.input.RandomFrame;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.PreparedOperator;
import org.tflm4j.interpreter.TicksProfiler;
import org.tflm4j.interpreter.TicksProfiler.OperatorTicks;
import org.tflm4j.interpreter.schema.OperatorNode;

/**
 * Times the operators of a model for a short while, in spans of some invocations each, until the
 * JVM has compiled the kernels and three spans in a row agree; these count. {@code tflm4j
 * benchmark} is for longer and more careful measurements.
 */
final class OperatorTimes {
  /** Spans in the time that was asked for. */
  private static final int SPANS = 10;

  /** Spans in a row that must agree. */
  private static final int KEPT = 3;

  /** Times of spans agree if the longest is at most this many times the shortest. */
  private static final double AGREEMENT = 1.2;

  /** Least invocations before agreement counts: after fewer, the compiler may not have begun. */
  private static final int LEAST_RUNS = 30;

  /**
   * HotSpot compiles a kernel whose loops are short in full after 5,000 calls, more while others
   * wait. Until then vectors are objects, and a pooling of 2,304 elements looks as costly as the
   * largest convolution.
   */
  private static final int COMPILED_RUNS = 10_000;

  /**
   * Timing may take this many times as long as was asked for to reach that number. In longer
   * invocations short loops weigh little.
   */
  private static final double PATIENCE_FOR_RUNS = 4;

  /** Timing may take this many times as long as was asked for until the times agree. */
  private static final double PATIENCE = 6;

  private final List<Span> spans = new ArrayList<>();
  private boolean compiling;

  /** Invocations in a row: their number, and the times of each operator that ran. */
  private record Span(
      int runs, long ticks, IdentityHashMap<OperatorNode, OperatorTicks> operators) {
    private static Span of(TicksProfiler profiler, int runs) {
      IdentityHashMap<OperatorNode, OperatorTicks> operators = new IdentityHashMap<>();
      profiler.operators().forEach(row -> operators.put(row.operator().node(), row));
      return new Span(runs, profiler.totalTicks(), operators);
    }

    /** Returns the microseconds of an invocation. */
    private double micros() {
      return ticks / 1e3 / runs;
    }
  }

  private OperatorTimes() {}

  /**
   * Times the operators.
   *
   * @param builder makes the interpreter
   * @param seconds how long at least
   * @throws org.tflm4j.interpreter.schema.ModelException if the model refuses the inputs
   */
  static OperatorTimes measure(Interpreter.Builder builder, double seconds) {
    TicksProfiler ticks = new TicksProfiler();
    Interpreter interpreter = builder.profiler(ticks).build();
    OperatorTimes times = new OperatorTimes();
    JvmCompiler compiler = new JvmCompiler();
    long begin = System.nanoTime();
    double elapsed;
    do {
      ticks.clear();
      long spanBegin = System.nanoTime();
      int runs = invoke(interpreter, seconds / SPANS);
      times.spans.add(Span.of(ticks, runs));
      times.compiling = compiler.wasBusy(System.nanoTime() - spanBegin);
      elapsed = (System.nanoTime() - begin) / 1e9;
    } while (elapsed < seconds
        || (!times.isWarm() && elapsed < PATIENCE * seconds)
        || (times.allRuns() < COMPILED_RUNS && elapsed < PATIENCE_FOR_RUNS * seconds));
    return times;
  }

  /** Invokes for at least the given time, and at least once; returns how often. */
  private static int invoke(Interpreter interpreter, double seconds) {
    long end = System.nanoTime() + (long) (1e9 * seconds);
    int invocations = 0;
    do {
      // Later operators may have overwritten the inputs.
      RandomFrame.feed(interpreter);
      interpreter.invoke();
      invocations++;
    } while (System.nanoTime() < end);
    return invocations;
  }

  /** Returns false if the JVM was still compiling kernels. */
  boolean isWarm() {
    if (compiling || spans.size() <= KEPT || allRuns() < LEAST_RUNS) {
      return false;
    }
    double[] micros = kept().stream().mapToDouble(Span::micros).sorted().toArray();
    return micros[micros.length - 1] <= AGREEMENT * micros[0];
  }

  private int allRuns() {
    return spans.stream().mapToInt(Span::runs).sum();
  }

  private List<Span> kept() {
    return spans.subList(Math.max(spans.size() - KEPT, 0), spans.size());
  }

  /** Returns how the times were taken, in a sentence. */
  String method() {
    return "the last %,d of %,d invocations on random inputs, one thread%s"
        .formatted(
            runs(),
            allRuns(),
            isWarm() ? "" : "; the times have not settled, a longer --time may help");
  }

  /** Returns the number of timed invocations. */
  long runs() {
    return kept().stream().mapToLong(Span::runs).sum();
  }

  /** Returns the time of an invocation in microseconds. */
  double invocationMicros() {
    return median(kept().stream().mapToDouble(Span::micros));
  }

  /**
   * Returns the time that an operator takes in an invocation in microseconds, without subgraphs
   * that it runs; null if it never ran.
   */
  Double micros(PreparedOperator operator) {
    OperatorNode node = operator.node();
    List<Span> ran = kept().stream().filter(span -> span.operators().containsKey(node)).toList();
    return ran.isEmpty()
        ? null
        : median(
            ran.stream()
                .mapToDouble(span -> span.operators().get(node).selfTicks() / 1e3 / span.runs()));
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
