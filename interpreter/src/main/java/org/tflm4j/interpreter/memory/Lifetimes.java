/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.memory;

import java.util.Arrays;
import java.util.List;
import org.tflm4j.interpreter.schema.ModelException;
import org.tflm4j.interpreter.schema.ModelProblem;
import org.tflm4j.interpreter.schema.ModelProblem.Kind;
import org.tflm4j.interpreter.schema.OperatorNode;
import org.tflm4j.interpreter.schema.Subgraph;

/**
 * When each tensor and each operator's scratch is in use, in the time that the first subgraph's run
 * takes; subgraphs that control flow runs lie inside the time of their operator. Mirrors {@code
 * micro/micro_allocation_info.cc}.
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
  private final int[][] tensorFirst;
  private final int[][] tensorLast;
  private final int[][] operatorFirst;
  private final int[][] operatorLast;
  private final boolean[] visited;
  private int time;
  private final long maxUses;
  private long uses;

  private Lifetimes(List<Subgraph> subgraphs) {
    this.subgraphs = subgraphs;
    maxUses = MAX_MULTIPLIED_USES + subgraphs.stream().mapToLong(Lifetimes::usesOfOneRun).sum();
    visited = new boolean[subgraphs.size()];
    tensorFirst = never(subgraphs.stream().mapToInt(s -> s.tensors().size()).toArray());
    tensorLast = never(subgraphs.stream().mapToInt(s -> s.tensors().size()).toArray());
    operatorFirst = never(subgraphs.stream().mapToInt(s -> s.operators().size()).toArray());
    operatorLast = never(subgraphs.stream().mapToInt(s -> s.operators().size()).toArray());
  }

  private static long usesOfOneRun(Subgraph subgraph) {
    long uses = 1L + subgraph.inputs().length + subgraph.outputs().length;
    for (OperatorNode node : subgraph.operators()) {
      uses += 1L + node.inputs().length + node.outputs().length;
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
   * Follows the run of the first subgraph. The graphs must not call each other in a circle.
   *
   * @throws ModelException if control flow is nested so deeply that the graphs run too often to
   *     follow
   */
  public static Lifetimes of(List<Subgraph> subgraphs) {
    Lifetimes lifetimes = new Lifetimes(subgraphs);
    lifetimes.visit(0);
    return lifetimes;
  }

  private void visit(int subgraphIndex) {
    visited[subgraphIndex] = true;
    Subgraph subgraph = subgraphs.get(subgraphIndex);
    count(1 + subgraph.inputs().length + subgraph.outputs().length);
    for (int tensor : subgraph.inputs()) {
      use(subgraphIndex, tensor);
    }
    for (OperatorNode node : subgraph.operators()) {
      time++;
      count(1 + node.inputs().length + node.outputs().length);
      for (int tensor : node.outputs()) {
        create(subgraphIndex, tensor);
      }
      int start = time;
      for (int called : node.calledSubgraphs()) {
        time++;
        visit(called);
      }
      for (int tensor : node.inputs()) {
        if (tensor >= 0) {
          tensorLast[subgraphIndex][tensor] = time;
        }
      }
      for (int tensor : node.outputs()) {
        tensorLast[subgraphIndex][tensor] = time;
      }
      int operator = node.index();
      if (operatorFirst[subgraphIndex][operator] == NEVER) {
        operatorFirst[subgraphIndex][operator] = start;
      }
      operatorLast[subgraphIndex][operator] = time;
    }
    for (int tensor : subgraph.outputs()) {
      use(subgraphIndex, tensor);
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

  private void create(int subgraph, int tensor) {
    if (tensorFirst[subgraph][tensor] == NEVER) {
      tensorFirst[subgraph][tensor] = time;
    }
  }

  private void use(int subgraph, int tensor) {
    create(subgraph, tensor);
    tensorLast[subgraph][tensor] = time;
  }

  /** Returns true if the run of the first subgraph reaches this one. */
  public boolean runs(int subgraph) {
    return visited[subgraph];
  }

  /** Returns when a tensor gets its values, {@link #NEVER} if it is not used. */
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
