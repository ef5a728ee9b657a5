/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.spi;

import java.util.Collection;
import java.util.List;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.tensor.TensorSpec;

/** A provider's answer to a request: a kernel, or "not mine" with the reason. */
public sealed interface KernelAnswer {
  /**
   * The provider has a kernel.
   *
   * @param kernel the kernel
   * @param operators how many operators it computes: the one of the request, and the first {@code
   *     operators - 1} of its followers
   * @param unwritten outputs of these operators that the kernel never writes nor reads; they get no
   *     memory
   * @param inOrder true if the operators are computed one after the other, as by kernels of their
   *     own: none writes before those in front of it have read all they need
   */
  record Accepted(Kernel kernel, int operators, List<TensorSpec> unwritten, boolean inOrder)
      implements KernelAnswer {
    /** Copies the list. */
    public Accepted {
      unwritten = List.copyOf(unwritten);
    }

    /** Returns true if the kernel computes more than the operator of the request. */
    public boolean isFused() {
      return operators != 1;
    }
  }

  /** The provider has none; the next one is asked. */
  record Declined(String reason) implements KernelAnswer {}

  /** Answers with a kernel that computes the operator of the request. */
  static KernelAnswer of(Kernel kernel) {
    return new Accepted(kernel, 1, List.of(), false);
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
    return new Accepted(kernel, operators, List.copyOf(unwritten), false);
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
    return new Accepted(kernel, operators, List.of(), true);
  }

  /** Answers that the provider has no kernel. */
  static KernelAnswer declined(String reason) {
    return new Declined(reason);
  }
}
