/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.interpreter.graph.ScheduledKernel;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.ModelProblem;
import org.tflm4j.interpreter.model.ModelProblem.Kind;

/** Runs the kernels of one subgraph, one after the other; nothing is allocated. */
final class SubgraphRunner {
  private final ScheduledKernel[] scheduled;
  private final KernelContext[] contexts;

  /** The kernels that have something to do, and which of the scheduled ones they are. */
  private final Kernel[] kernels;

  private final int[] indices;
  private final Profiling profiling;
  private final boolean plannedByModel;

  /**
   * Binds the kernels of a subgraph.
   *
   * @param profiling who wants to know of each operator
   * @param plannedByModel true if the model itself says where its tensors lie, perhaps in each
   *     other's place
   */
  SubgraphRunner(
      List<ScheduledKernel> kernels,
      KernelContext[] contexts,
      Profiling profiling,
      boolean plannedByModel) {
    this.scheduled = kernels.toArray(ScheduledKernel[]::new);
    this.indices =
        IntStream.range(0, scheduled.length)
            .filter(i -> !ControlFlow.isIdle(scheduled[i].kernel()))
            .toArray();
    this.kernels =
        Arrays.stream(indices).mapToObj(i -> scheduled[i].kernel()).toArray(Kernel[]::new);
    this.contexts = contexts;
    this.profiling = profiling;
    this.plannedByModel = plannedByModel;
  }

  /**
   * Returns false if an operator ended the invocation early, see {@link
   * KernelContext#abortInvocation}.
   */
  boolean run() {
    if (profiling.isOn()) {
      return runProfiled();
    }
    for (int i = 0; i < kernels.length; i++) {
      int index = indices[i];
      KernelContext context = contexts[index];
      eval(kernels[i], scheduled[index], context, plannedByModel);
      if (context.takeAbort()) {
        return false;
      }
    }
    return true;
  }

  /** Runs all kernels, so that every operator is seen. */
  private boolean runProfiled() {
    for (int i = 0; i < scheduled.length; i++) {
      profiling.eval(scheduled[i], contexts[i], plannedByModel);
      if (contexts[i].takeAbort()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Runs one kernel.
   *
   * @param plannedByModel true if inputs and outputs may lie in each other's place
   * @throws ModelException if it cannot compute with its inputs
   * @throws KernelFaultException if the kernel fails
   */
  static void eval(
      Kernel kernel, ScheduledKernel scheduled, KernelContext context, boolean plannedByModel) {
    try {
      kernel.eval(context);
    } catch (KernelException e) {
      throw new ModelException(ModelProblem.of(Kind.VALUES, scheduled.node(), e.getMessage()), e);
    } catch (ModelException | KernelFaultException e) {
      // From a subgraph that this operator runs.
      throw e;
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      if (e instanceof IndexOutOfBoundsException && plannedByModel) {
        // Inputs that change while an operator reads them may lead anywhere; Java's checks hold.
        throw new ModelException(
            ModelProblem.of(
                Kind.METADATA,
                scheduled.node(),
                "its inputs and outputs overlap in the offline plan of the model: "
                    + e.getMessage()),
            e);
      }
      throw new KernelFaultException(scheduled, "to run", e);
    }
  }

  /** Sets the state of all kernels to its beginning; their buffers are zero. */
  void initialize() {
    for (int i = 0; i < scheduled.length; i++) {
      // A kernel that failed may have asked for an abort before.
      contexts[i].takeAbort();
      try {
        scheduled[i].kernel().initialize(contexts[i]);
      } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
        throw new KernelFaultException(scheduled[i], "to initialize", e);
      }
    }
  }
}
