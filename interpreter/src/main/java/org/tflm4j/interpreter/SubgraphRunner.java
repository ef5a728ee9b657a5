/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.List;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.interpreter.schema.ModelException;
import org.tflm4j.interpreter.schema.ModelProblem;
import org.tflm4j.interpreter.schema.ModelProblem.Kind;

/** Runs the operators of one subgraph, one after the other; nothing is allocated. */
final class SubgraphRunner {
  private final List<PreparedOperator> operators;
  private final Kernel[] kernels;
  private final KernelContext[] contexts;
  private final Profiling profiling;
  private final boolean plannedByModel;

  /**
   * Binds the operators of a subgraph.
   *
   * @param profiling who wants to know of each operator
   * @param plannedByModel true if the model itself says where its tensors lie, perhaps in each
   *     other's place
   */
  SubgraphRunner(
      List<PreparedOperator> operators,
      KernelContext[] contexts,
      Profiling profiling,
      boolean plannedByModel) {
    this.operators = operators;
    this.kernels = operators.stream().map(PreparedOperator::kernel).toArray(Kernel[]::new);
    this.contexts = contexts;
    this.profiling = profiling;
    this.plannedByModel = plannedByModel;
  }

  /**
   * Returns false if an operator ended the invocation early, see {@link
   * KernelContext#abortInvocation}.
   */
  boolean run() {
    boolean profiled = profiling.isOn();
    int i = 0;
    try {
      for (; i < kernels.length; i++) {
        KernelContext context = contexts[i];
        if (profiled) {
          profiling.eval(operators.get(i), context);
        } else {
          kernels[i].eval(context);
        }
        if (context.takeAbort()) {
          return false;
        }
      }
    } catch (KernelException e) {
      throw new ModelException(
          ModelProblem.of(Kind.VALUES, operators.get(i).node(), e.getMessage()), e);
    } catch (IndexOutOfBoundsException e) {
      if (!plannedByModel) {
        throw e;
      }
      // Inputs that change while an operator reads them may lead anywhere; Java's checks hold.
      throw new ModelException(
          ModelProblem.of(
              Kind.METADATA,
              operators.get(i).node(),
              "its inputs and outputs overlap in the offline plan of the model: " + e.getMessage()),
          e);
    }
    return true;
  }

  /** Sets the persistent buffers of all kernels to their first state; the buffers are zero. */
  void initialize() {
    for (int i = 0; i < kernels.length; i++) {
      kernels[i].initialize(contexts[i]);
    }
  }
}
