/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import java.util.EnumSet;
import org.tflm4j.api.op.Abs;
import org.tflm4j.api.op.Dequantize;
import org.tflm4j.api.op.Elu;
import org.tflm4j.api.op.HardSwish;
import org.tflm4j.api.op.LeakyRelu;
import org.tflm4j.api.op.LogicalNot;
import org.tflm4j.api.op.Quantize;
import org.tflm4j.api.op.Relu;
import org.tflm4j.api.op.Relu6;
import org.tflm4j.api.op.Sigmoid;
import org.tflm4j.api.op.Softmax;
import org.tflm4j.kernels.jit.code.Tier;
import org.tflm4j.kernels.jit.support.KernelTable;

/** Registers the kernels of activation functions and conversions of type. */
public final class ElementwiseKernels {
  private ElementwiseKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(Abs.class, JitAbs::create);
    table.add(LogicalNot.class, JitLogicalNot::create);
    table.add(Relu.class, JitActivation::relu);
    table.add(Relu6.class, JitActivation::relu6);
    table.add(LeakyRelu.class, JitActivation::leakyRelu);
    table.add(Elu.class, JitActivation::elu);
    table.add(HardSwish.class, JitHardSwish::create);
    table.add(Sigmoid.class, JitSigmoid::create);
    table.add(Softmax.class, EnumSet.of(Tier.AVX512_VNNI), JitSoftmax::create);
    table.add(Quantize.class, JitQuantize::create);
    table.add(Dequantize.class, JitDequantize::create);
  }
}
