/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.spi;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.tensor.TensorSpec;

/** A provider's answer to a request: a kernel, or "not mine" with the reason. */
public sealed interface KernelAnswer {
  /**
   * The provider has a kernel.
   *
   * @param kernel the kernel
   * @param steps how many operators each step of the kernel computes: the first step that of the
   *     request and perhaps some of its followers, the next those behind them. Steps run one after
   *     the other, as kernels of their own would: none writes before those in front of it have read
   *     all they need
   * @param unwritten outputs of these operators that the kernel never writes nor reads; they get no
   *     memory
   */
  record Accepted(Kernel kernel, List<Integer> steps, List<TensorSpec> unwritten)
      implements KernelAnswer {
    /** Copies the lists. */
    public Accepted {
      steps = List.copyOf(steps);
      unwritten = List.copyOf(unwritten);
    }

    /** Returns how many operators the kernel computes, the one of the request included. */
    public int operators() {
      int operators = 0;
      for (int step : steps) {
        operators += step;
      }
      return operators;
    }

    /** Returns true if the kernel computes more than the operator of the request. */
    public boolean isFused() {
      return operators() != 1;
    }

    /** Returns the same answer with another kernel, which stands in for this one. */
    public Accepted with(Kernel other) {
      return new Accepted(other, steps, unwritten);
    }
  }

  /** The provider has none; the next one is asked. */
  record Declined(String reason) implements KernelAnswer {}

  /** Answers with a kernel that computes the operator of the request. */
  static KernelAnswer of(Kernel kernel) {
    return new Accepted(kernel, List.of(1), List.of());
  }

  /**
   * Answers with a kernel that computes the operator of the request and those behind it. Its {@link
   * org.tflm4j.api.kernel.KernelContext} has the inputs of all these operators one after the other,
   * then likewise the outputs, with null in every place of an unwritten tensor.
   *
   * <p>The interpreter checks the claim. A wrong one, with more operators than there are or with a
   * tensor that may not vanish, see {@link KernelRequest#mayVanish}, counts as a provider that
   * fails.
   *
   * @param operators how many operators the kernel computes, the one of the request included
   * @param unwritten outputs of these operators that the kernel never writes nor reads; they get no
   *     memory
   */
  static KernelAnswer fused(Kernel kernel, int operators, Collection<TensorSpec> unwritten) {
    return new Accepted(kernel, List.of(operators), List.copyOf(unwritten));
  }

  /**
   * Answers with a kernel that computes the operator of the request and those behind it one after
   * the other, as kernels of their own would: one call instead of several. All tensors are written,
   * and the memory plan is that of the single operators. The kernel's context is as for {@link
   * #fused}, and so are the indices of its {@link Kernel#overlaps}, each of which is between an
   * input and an output of the same operator.
   *
   * @param operators how many operators the kernel computes, the one of the request included
   */
  static KernelAnswer inOrder(Kernel kernel, int operators) {
    return inSteps(kernel, Collections.nCopies(operators, 1), List.of());
  }

  /**
   * Answers with a kernel that computes the operator of the request and those behind it step by
   * step: some steps an operator by itself, as for {@link #inOrder}, others some operators as one,
   * as for {@link #fused}. Overlaps are between an input and an output of the same step.
   *
   * @param steps how many operators each step computes
   * @param unwritten outputs of these operators that the kernel never writes nor reads; they get no
   *     memory
   */
  static KernelAnswer inSteps(
      Kernel kernel, List<Integer> steps, Collection<TensorSpec> unwritten) {
    return new Accepted(kernel, steps, List.copyOf(unwritten));
  }

  /** Answers that the provider has no kernel. */
  static KernelAnswer declined(String reason) {
    return new Declined(reason);
  }
}
