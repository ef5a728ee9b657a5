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
  private final PreparedOperator[] operators;
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
    this.operators = operators.toArray(PreparedOperator[]::new);
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
    for (int i = 0; i < kernels.length; i++) {
      KernelContext context = contexts[i];
      if (profiled) {
        profiling.eval(operators[i], context, plannedByModel);
      } else {
        eval(kernels[i], operators[i], context, plannedByModel);
      }
      if (context.takeAbort()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Runs one operator.
   *
   * @param plannedByModel true if inputs and outputs may lie in each other's place
   * @throws ModelException if it can not compute with its inputs
   * @throws KernelFaultException if the kernel fails
   */
  static void eval(
      Kernel kernel, PreparedOperator operator, KernelContext context, boolean plannedByModel) {
    try {
      kernel.eval(context);
    } catch (KernelException e) {
      throw new ModelException(ModelProblem.of(Kind.VALUES, operator.node(), e.getMessage()), e);
    } catch (ModelException | KernelFaultException e) {
      // From a subgraph that this operator runs.
      throw e;
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      if (e instanceof IndexOutOfBoundsException && plannedByModel) {
        // Inputs that change while an operator reads them may lead anywhere; Java's checks hold.
        throw new ModelException(
            ModelProblem.of(
                Kind.METADATA,
                operator.node(),
                "its inputs and outputs overlap in the offline plan of the model: "
                    + e.getMessage()),
            e);
      }
      throw new KernelFaultException(operator, "to run", e);
    }
  }

  /** Sets the persistent buffers of all kernels to their first state; the buffers are zero. */
  void initialize() {
    for (int i = 0; i < kernels.length; i++) {
      // A kernel that failed may have asked for an abort before.
      contexts[i].takeAbort();
      try {
        kernels[i].initialize(contexts[i]);
      } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
        throw new KernelFaultException(operators[i], "to initialize", e);
      }
    }
  }
}
