/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.memory;

import java.util.Arrays;
import java.util.List;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.ModelProblem;
import org.tflm4j.interpreter.model.ModelProblem.Kind;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.model.Subgraph;
import org.tflm4j.interpreter.model.TensorIndices;

/**
 * When each tensor and each operator's scratch is in use, in the time that the first subgraph's run
 * takes; subgraphs that control flow runs lie inside the time of their operator. Operators that run
 * as one share one point of time, in which everything that they read or write is in use. Mirrors
 * {@code micro/micro_allocation_info.cc}.
 */
public final class Lifetimes {
  /** The time of a tensor or operator that never runs. */
  public static final int NEVER = -1;

  /**
   * Uses of tensors that are followed at most beyond those that the file has; nested control flow
   * multiplies them. It bounds the operators that an invocation without loops runs, too.
   */
  private static final long MAX_MULTIPLIED_USES = 1_000_000;

  private final List<Subgraph> subgraphs;
  private final Steps steps;
  private final int[][] tensorFirst;
  private final int[][] tensorLast;
  private final int[][] operatorFirst;
  private final int[][] operatorLast;
  private final boolean[] visited;
  private int time;
  private final long maxUses;
  private long uses;

  private Lifetimes(List<Subgraph> subgraphs, Steps steps) {
    this.subgraphs = subgraphs;
    this.steps = steps;
    maxUses = MAX_MULTIPLIED_USES + subgraphs.stream().mapToLong(Lifetimes::usesOfOneRun).sum();
    visited = new boolean[subgraphs.size()];
    tensorFirst = never(subgraphs.stream().mapToInt(s -> s.tensors().size()).toArray());
    tensorLast = never(subgraphs.stream().mapToInt(s -> s.tensors().size()).toArray());
    operatorFirst = never(subgraphs.stream().mapToInt(s -> s.operators().size()).toArray());
    operatorLast = never(subgraphs.stream().mapToInt(s -> s.operators().size()).toArray());
  }

  private static long usesOfOneRun(Subgraph subgraph) {
    long uses = 1L + subgraph.inputs().size() + subgraph.outputs().size();
    for (OperatorNode node : subgraph.operators()) {
      uses += 1L + node.inputs().size() + node.outputs().size();
    }
    return uses;
  }

  private static int[][] never(int[] sizes) {
    return Arrays.stream(sizes)
        .mapToObj(size -> {
          int[] times = new int[size];
          Arrays.fill(times, NEVER);
          return times;
        })
        .toArray(int[][]::new);
  }

  /**
   * Follows the run of the first subgraph, every operator by itself. The graphs must not call each
   * other in a circle.
   *
   * @throws ModelException if control flow is nested so deeply that the graphs run too often to
   *     follow
   */
  public static Lifetimes of(List<Subgraph> subgraphs) {
    return of(subgraphs, Steps.OF_ONE_OPERATOR);
  }

  /**
   * Follows the run of the first subgraph. The graphs must not call each other in a circle.
   *
   * @param steps which operators run as one; none that calls a subgraph
   * @throws ModelException if control flow is nested so deeply that the graphs run too often to
   *     follow
   */
  public static Lifetimes of(List<Subgraph> subgraphs, Steps steps) {
    Lifetimes lifetimes = new Lifetimes(subgraphs, steps);
    lifetimes.visit(0);
    return lifetimes;
  }

  private void visit(int subgraphIndex) {
    visited[subgraphIndex] = true;
    Subgraph subgraph = subgraphs.get(subgraphIndex);
    count(1 + subgraph.inputs().size() + subgraph.outputs().size());
    use(subgraphIndex, subgraph.inputs());
    List<OperatorNode> operators = subgraph.operators();
    int next = 0;
    while (next < operators.size()) {
      int count = steps.operators(subgraphIndex, next);
      visit(subgraphIndex, operators.subList(next, next + count));
      next += count;
    }
    use(subgraphIndex, subgraph.outputs());
  }

  /** Follows operators that run as one. */
  private void visit(int subgraph, List<OperatorNode> step) {
    time++;
    int start = time;
    for (OperatorNode node : step) {
      count(1 + node.inputs().size() + node.outputs().size());
      create(subgraph, node.outputs());
    }
    for (OperatorNode node : step) {
      for (int called : node.calledSubgraphs()) {
        time++;
        visit(called);
      }
    }
    for (OperatorNode node : step) {
      keep(subgraph, node.inputs());
      keep(subgraph, node.outputs());
      int operator = node.index();
      if (operatorFirst[subgraph][operator] == NEVER) {
        operatorFirst[subgraph][operator] = start;
      }
      operatorLast[subgraph][operator] = time;
    }
  }

  private void count(int more) {
    uses += more;
    if (uses > maxUses) {
      throw new ModelException(
          ModelProblem.of(
              Kind.SIZE,
              "control flow is nested so that its subgraphs use tensors more than "
                  + maxUses
                  + " times"));
    }
  }

  private void create(int subgraph, TensorIndices tensors) {
    for (int i = 0; i < tensors.size(); i++) {
      int tensor = tensors.get(i);
      if (tensorFirst[subgraph][tensor] == NEVER && !steps.vanishes(subgraph, tensor)) {
        tensorFirst[subgraph][tensor] = time;
      }
    }
  }

  private void keep(int subgraph, TensorIndices tensors) {
    for (int i = 0; i < tensors.size(); i++) {
      int tensor = tensors.get(i);
      if (tensor >= 0 && !steps.vanishes(subgraph, tensor)) {
        tensorLast[subgraph][tensor] = time;
      }
    }
  }

  private void use(int subgraph, TensorIndices tensors) {
    create(subgraph, tensors);
    keep(subgraph, tensors);
  }

  /** Returns true if the run of the first subgraph reaches this one. */
  public boolean runs(int subgraph) {
    return visited[subgraph];
  }

  /**
   * Returns when a tensor gets its values, {@link #NEVER} if it is not used or never written
   * because a kernel of several operators does without it.
   */
  public int tensorFirst(int subgraph, int tensor) {
    return tensorFirst[subgraph][tensor];
  }

  public int tensorLast(int subgraph, int tensor) {
    return tensorLast[subgraph][tensor];
  }

  /** Returns when an operator starts, {@link #NEVER} if it does not run. */
  public int operatorFirst(int subgraph, int operator) {
    return operatorFirst[subgraph][operator];
  }

  public int operatorLast(int subgraph, int operator) {
    return operatorLast[subgraph][operator];
  }
}
