/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import org.tflm4j.api.op.Abs;
import org.tflm4j.api.op.Cast;
import org.tflm4j.api.op.Dequantize;
import org.tflm4j.api.op.Elu;
import org.tflm4j.api.op.HardSwish;
import org.tflm4j.api.op.L2Normalization;
import org.tflm4j.api.op.LeakyRelu;
import org.tflm4j.api.op.LogSoftmax;
import org.tflm4j.api.op.LogicalNot;
import org.tflm4j.api.op.Quantize;
import org.tflm4j.api.op.Relu;
import org.tflm4j.api.op.Relu6;
import org.tflm4j.api.op.Rsqrt;
import org.tflm4j.api.op.Sigmoid;
import org.tflm4j.api.op.Softmax;
import org.tflm4j.api.op.UnaryMath;
import org.tflm4j.api.op.ZerosLike;
import org.tflm4j.kernels.reference.support.KernelTable;

/**
 * Registers the kernels of operators on single elements, activation functions, and conversions of
 * type.
 */
public final class ElementwiseKernels {
  private ElementwiseKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(Abs.class, ReferenceAbs::create);
    table.add(Rsqrt.class, ReferenceRsqrt::create);
    table.add(UnaryMath.class, ReferenceUnaryMath::create);
    table.add(LogicalNot.class, ReferenceUnaryMath::logicalNot);
    table.add(ZerosLike.class, ReferenceUnaryMath::zerosLike);
    table.add(Relu.class, ReferenceActivation::relu);
    table.add(Relu6.class, ReferenceActivation::relu6);
    table.add(LeakyRelu.class, ReferenceActivation::leakyRelu);
    table.add(Elu.class, ReferenceActivation::elu);
    table.add(HardSwish.class, ReferenceHardSwish::create);
    table.add(Sigmoid.class, ReferenceSigmoid::create);
    table.add(Softmax.class, ReferenceSoftmax::create);
    table.add(LogSoftmax.class, ReferenceLogSoftmax::create);
    table.add(L2Normalization.class, ReferenceL2Normalization::create);
    table.add(Quantize.class, ReferenceQuantize::create);
    table.add(Dequantize.class, ReferenceDequantize::create);
    table.add(Cast.class, ReferenceCast::create);
  }
}
