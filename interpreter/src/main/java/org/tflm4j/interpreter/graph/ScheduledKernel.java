/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.graph;

import java.util.List;
import java.util.stream.Collectors;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.model.OperatorNode;

/**
 * A kernel in its place in the order of execution.
 *
 * @param operators the operators that it computes, one after the other in the graph; mostly one
 * @param kernel who computes them
 * @param memory the memory that the kernel asks for; what it holds includes what it allocated from
 *     its request
 * @param overlaps the outputs that may lie over inputs
 * @param origin who made the kernel
 * @param declined why providers that were asked before did not take the first operator, one line
 *     each
 * @param makeNanos how long it took to make the kernel, in nanoseconds; for one that interpreters
 *     of the model share, the time that the first of them waited
 * @param unwritten tensors between the operators that the kernel does not write; they have no
 *     memory
 * @param steps how many of the operators run as one, one step after the other
 */
public record ScheduledKernel(
    List<PreparedOperator> operators,
    Kernel kernel,
    KernelMemory memory,
    List<InputOverlap> overlaps,
    KernelOrigin origin,
    List<String> declined,
    long makeNanos,
    List<TensorSpec> unwritten,
    List<Integer> steps) {
  /** Copies the lists. */
  public ScheduledKernel {
    operators = List.copyOf(operators);
    overlaps = List.copyOf(overlaps);
    declined = List.copyOf(declined);
    unwritten = List.copyOf(unwritten);
    steps = List.copyOf(steps);
  }

  /** Returns the first operator. */
  public PreparedOperator first() {
    return operators.getFirst();
  }

  /** Returns the first operator in the model. */
  public OperatorNode node() {
    return first().node();
  }

  /** Returns the record of the first operator. */
  public Op op() {
    return first().op();
  }

  /** Returns true if the kernel computes more than one operator. */
  public boolean isFused() {
    return operators.size() > 1;
  }

  /**
   * Returns the name of the provider, {@code interpreter} for control flow and resource variables,
   * {@code application} for an operator of its own.
   */
  public String provider() {
    return origin.label();
  }

  /** Returns the names of the operators, for example {@code CONV_2D + ADD}. */
  public String name() {
    return operators.stream()
        .map(operator -> operator.node().name())
        .collect(Collectors.joining(" + "));
  }

  /** Returns for example {@code operator 3 CONV_2D}, or {@code operators 3 to 4 CONV_2D + ADD}. */
  public String label() {
    return isFused()
        ? "operators "
            + node().index()
            + " to "
            + operators.getLast().node().index()
            + " "
            + name()
            + (node().subgraph() == 0 ? "" : " of subgraph " + node().subgraph())
        : node().label();
  }
}
