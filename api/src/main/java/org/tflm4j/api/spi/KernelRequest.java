/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.spi;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;

/**
 * An operator that needs a kernel, and the operators behind it that the same kernel may compute,
 * see {@link KernelAnswer#fused}.
 *
 * @param op the prepared operator: checked, with everything worked out
 * @param inputs its inputs, null where an optional one is absent; constants carry their bytes
 * @param outputs its outputs
 * @param followers the operators behind it, in the order of execution, up to the next that the
 *     interpreter or the application computes itself; none while every operator must run by itself,
 *     for a profiler or to keep all tensors. A view that must not change.
 * @param uses which of these operators, {@code op} as number 0 and the first follower as number 1,
 *     is the last to use a tensor
 * @param memory where a kernel allocates what it holds outside the Java heap: packed weights,
 *     tables. Every allocation begins at a multiple of 64 bytes at least and is zero. What is
 *     allocated counts as held by the kernel and is freed when neither the interpreters nor the
 *     model can be reached any more, at once if the answer is not used; it cannot be closed.
 */
public record KernelRequest(
    Op op,
    List<TensorSpec> inputs,
    List<TensorSpec> outputs,
    List<Follower> followers,
    TensorUse uses,
    Arena memory) {
  /** Copies inputs and outputs; the inputs may hold nulls, so List.copyOf does not serve. */
  public KernelRequest {
    inputs = Collections.unmodifiableList(Arrays.asList(inputs.toArray(TensorSpec[]::new)));
    outputs = List.copyOf(outputs);
    // Not copied: all requests of a graph see the same list from different places on.
    followers = Collections.unmodifiableList(followers);
    Objects.requireNonNull(uses, "uses");
    Objects.requireNonNull(memory, "memory");
  }

  /** Creates a request for one operator alone, with memory that the garbage collector frees. */
  public KernelRequest(Op op, List<TensorSpec> inputs, List<TensorSpec> outputs) {
    this(op, inputs, outputs, List.of(), TensorUse.ALL_NEEDED, Arena.ofAuto());
  }

  /**
   * Returns a request for the first of the given operators, with the others behind it.
   *
   * @param operators operators in the order of execution, at least one
   * @param needed tensors that something beside these operators needs
   */
  public static KernelRequest of(List<Follower> operators, Set<TensorSpec> needed, Arena memory) {
    Follower first = operators.getFirst();
    return new KernelRequest(
        first.op(),
        first.inputs(),
        first.outputs(),
        List.copyOf(operators.subList(1, operators.size())),
        TensorUse.of(operators, needed),
        memory);
  }

  public TensorSpec input(int index) {
    return inputs.get(index);
  }

  public TensorSpec output(int index) {
    return outputs.get(index);
  }

  /** Returns true if the operator has input {@code index}. */
  public boolean hasInput(int index) {
    return index < inputs.size() && inputs.get(index) != null;
  }

  /** Returns the type of input {@code index}. */
  public TensorType inputType(int index) {
    return inputs.get(index).type();
  }

  /**
   * Returns true if a kernel that computes this operator and the {@code operators - 1} behind it
   * need not write a tensor: one of them writes it, nobody outside of them reads it, it is no input
   * or output of its graph and no variable.
   *
   * @param operators how many operators the kernel computes, this one included
   */
  public boolean mayVanish(TensorSpec tensor, int operators) {
    return operators <= followers.size() + 1 && uses.last(tensor) < operators;
  }
}
