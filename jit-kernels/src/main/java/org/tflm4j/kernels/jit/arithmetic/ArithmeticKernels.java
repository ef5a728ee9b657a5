/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.arithmetic;

import java.util.EnumSet;
import java.util.Set;
import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.BinaryFunction;
import org.tflm4j.api.op.Prelu;
import org.tflm4j.kernels.jit.code.Tier;
import org.tflm4j.kernels.jit.support.KernelTable;

/** Registers the kernels of operators on two tensors. */
public final class ArithmeticKernels {
  private ArithmeticKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    Set<Tier> tiers = EnumSet.of(Tier.AVX512_VNNI);
    table.add(Arithmetic.class, tiers, JitArithmetic::create);
    table.add(BinaryFunction.class, tiers, JitBinaryFunction::create);
    table.add(Prelu.class, tiers, JitPrelu::create);
  }
}
