/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tflm4j.interpreter.TicksProfiler;
import org.tflm4j.interpreter.TicksProfiler.OperatorTicks;
import org.tflm4j.interpreter.graph.ScheduledKernel;

/**
 * An operator's part in the time of an invocation. Operators of subgraphs count for themselves, not
 * for the operator that called them.
 *
 * @param operator the operator
 * @param runs how often it ran in the measured invocations
 * @param mean microseconds in one invocation, on average
 * @param min microseconds of its shortest run, subgraphs that it calls included
 * @param max microseconds of its longest run, subgraphs that it calls included
 * @param share its part of the time of all operators, from 0 to 1
 */
public record OperatorShare(
    ScheduledKernel operator, long runs, double mean, double min, double max, double share) {
  private static final double NANOS = 1e-3;

  /**
   * All operators of the same name.
   *
   * @param name the operator's name
   * @param count how many there are
   * @param runs how often they ran in the measured invocations
   * @param mean microseconds in one invocation, on average
   * @param share their part of the time of all operators, from 0 to 1
   */
  public record Type(String name, int count, long runs, double mean, double share) {
    private Type plus(Type other) {
      return new Type(
          name, count + other.count, runs + other.runs, mean + other.mean, share + other.share);
    }
  }

  /** Returns the operators that ran, in the order of the model. */
  static List<OperatorShare> of(TicksProfiler profiler) {
    double total = Math.max(profiler.totalTicks(), 1);
    List<OperatorShare> shares = new ArrayList<>();
    for (OperatorTicks ticks : profiler.operators()) {
      shares.add(
          new OperatorShare(
              ticks.operator(),
              ticks.runs(),
              ticks.selfTicks() * NANOS / profiler.invocations(),
              ticks.minTicks() * NANOS,
              ticks.maxTicks() * NANOS,
              ticks.selfTicks() / total));
    }
    return shares;
  }

  /** Returns the operators with the longest time first. */
  static List<OperatorShare> byTime(List<OperatorShare> operators) {
    return operators.stream()
        .sorted(Comparator.comparingDouble(OperatorShare::mean).reversed())
        .toList();
  }

  /** Returns the types of operators, the one with the longest time first. */
  static List<Type> byType(List<OperatorShare> operators) {
    Map<String, Type> types = new LinkedHashMap<>();
    for (OperatorShare row : operators) {
      String name = row.operator().node().name();
      types.merge(name, new Type(name, 1, row.runs(), row.mean(), row.share()), Type::plus);
    }
    return types.values().stream()
        .sorted(Comparator.comparingDouble(Type::mean).reversed())
        .toList();
  }
}
