/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.spi.Follower;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.spi.TensorUse;
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

  private final Map<Class<? extends Op>, Entry> entries = new HashMap<>();

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
   * Returns a kernel for the request, or the reason why there is none. Operators behind it that
   * have machine code, too, run in the same call.
   */
  public KernelAnswer answer(KernelRequest request, Target target) {
    return switch (offer(request, target)) {
      case Offer.Declined(String reason) -> KernelAnswer.declined(reason);
      case Program program -> {
        List<JitKernel.Part> parts = new ArrayList<>();
        parts.add(part(program, request));
        for (Follower follower : request.followers()) {
          KernelRequest next =
              new KernelRequest(
                  follower.op(),
                  follower.inputs(),
                  follower.outputs(),
                  List.of(),
                  TensorUse.ALL_NEEDED,
                  request.memory());
          if (!(offer(next, target) instanceof Program behind)) {
            break;
          }
          parts.add(part(behind, next));
        }
        Kernel kernel = new JitKernel(parts);
        yield parts.size() == 1
            ? KernelAnswer.of(kernel)
            : KernelAnswer.inOrder(kernel, parts.size());
      }
    };
  }

  private static JitKernel.Part part(Program program, KernelRequest request) {
    CodeDump.write(program, request);
    return new JitKernel.Part(program, request.inputs().size(), request.outputs().size());
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
