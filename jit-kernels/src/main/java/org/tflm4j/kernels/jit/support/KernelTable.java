/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.spi.Follower;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.spi.TensorUse;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.code.Tier;

/** Who makes the kernel for which op record. */
public final class KernelTable {
  /** Makes the kernels for one type of op record. */
  @FunctionalInterface
  public interface Factory<O extends Op> {
    /** Returns how the operator is computed on the processor, or why it is not. */
    Offer create(O op, KernelRequest request, Target target);
  }

  /**
   * How an operator is made.
   *
   * @param factory makes its kernels
   * @param tiers for which it has code
   */
  private record Entry(Factory<Op> factory, Set<Tier> tiers) {}

  /** Joins operators of one type with those behind them. */
  @FunctionalInterface
  public interface Join<O extends Op> {
    /**
     * Returns one operator that computes what two do, null where there is none. It reads the first
     * input of the first operator in place of the first input of the second, and writes the outputs
     * of the second; all else that it reads is constant.
     *
     * @param op the first operator
     * @param request the first operator's
     * @param second reads the output of the first
     */
    KernelRequest join(O op, KernelRequest request, Follower second);
  }

  private final Map<Class<? extends Op>, Entry> entries = new HashMap<>();
  private final Map<Class<? extends Op>, Join<Op>> joins = new HashMap<>();

  /** Creates an empty table. */
  public KernelTable() {}

  /**
   * Registers the factory for a type of record, for all tiers.
   *
   * @throws IllegalStateException if it has one
   */
  public <O extends Op> void add(Class<O> type, Factory<O> factory) {
    add(type, EnumSet.allOf(Tier.class), factory);
  }

  /**
   * Registers the factory for a type of record.
   *
   * @param tiers for which the factory has code
   * @throws IllegalStateException if it has one
   */
  public <O extends Op> void add(Class<O> type, Set<Tier> tiers, Factory<O> factory) {
    Factory<Op> any = (op, request, target) -> factory.create(type.cast(op), request, target);
    if (entries.put(type, new Entry(any, Set.copyOf(tiers))) != null) {
      throw new IllegalStateException(type + " has two kernels");
    }
  }

  /**
   * Registers how operators of a type become one with those behind them.
   *
   * @throws IllegalStateException if the type has a way
   */
  public <O extends Op> void addJoin(Class<O> type, Join<O> join) {
    Join<Op> any = (op, request, second) -> join.join(type.cast(op), request, second);
    if (joins.put(type, any) != null) {
      throw new IllegalStateException(type + " is joined in two ways");
    }
  }

  /**
   * Returns a kernel for the request, or the reason why there is none. Operators behind it that
   * have machine code, too, run in the same call; where two of them are computed as one, the tensor
   * between vanishes.
   */
  public KernelAnswer answer(KernelRequest request, Target target) {
    List<JitKernel.Part> parts = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    List<TensorSpec> unwritten = new ArrayList<>();
    int operators = 0;
    KernelRequest next = request;
    while (next != null) {
      KernelRequest behind = request(request, operators + 1);
      JitKernel.Part both = joined(request, next, behind, operators, target);
      if (both != null) {
        parts.add(both);
        steps.add(2);
        unwritten.addAll(next.outputs());
        operators += 2;
        next = request(request, operators);
        continue;
      }
      switch (offer(next, target)) {
        case Offer.Declined(String reason) -> {
          if (operators == 0) {
            return KernelAnswer.declined(reason);
          }
          next = null;
        }
        case Program program -> {
          CodeDump.write(program, next);
          parts.add(new JitKernel.Part(program, next.inputs().size(), next.outputs().size(), 0));
          steps.add(1);
          operators++;
          next = behind;
        }
      }
    }
    return KernelAnswer.inSteps(new JitKernel(parts), steps, unwritten);
  }

  /**
   * Returns the request of an operator of a run, null behind the last.
   *
   * @param first the request of the first
   * @param index number of operators in front of it
   */
  private static KernelRequest request(KernelRequest first, int index) {
    if (index == 0) {
      return first;
    }
    if (index > first.followers().size()) {
      return null;
    }
    Follower follower = first.followers().get(index - 1);
    return new KernelRequest(
        follower.op(),
        follower.inputs(),
        follower.outputs(),
        List.of(),
        TensorUse.ALL_NEEDED,
        first.memory());
  }

  /**
   * Returns how two operators of a run are computed as one, null if they are not.
   *
   * @param run the request of the first operator of the run
   * @param index number of operators of the run in front of the two
   */
  private JitKernel.Part joined(
      KernelRequest run, KernelRequest first, KernelRequest second, int index, Target target) {
    Join<Op> join = joins.get(first.op().getClass());
    if (join == null
        || second == null
        || !first.outputs().stream().allMatch(output -> run.mayVanish(output, index + 2))) {
      return null;
    }
    KernelRequest both = join.join(first.op(), first, run.followers().get(index));
    if (both == null || !(offer(both, target) instanceof Program program)) {
      return null;
    }
    CodeDump.write(program, both);
    return new JitKernel.Part(
        program,
        first.inputs().size() + second.inputs().size(),
        first.outputs().size() + second.outputs().size(),
        first.outputs().size());
  }

  private Offer offer(KernelRequest request, Target target) {
    Op op = request.op();
    Entry entry = entries.get(op.getClass());
    if (entry == null) {
      return Offer.declined("there is no machine code for " + op.name());
    }
    return entry.tiers().contains(target.tier())
        ? entry.factory().create(op, request, target)
        : Offer.declined(
            "there is no machine code for " + op.name() + " of tier " + target.tier().text());
  }
}
