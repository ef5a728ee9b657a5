/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.elementwise;

import org.tflm4j.api.op.Dequantize;
import org.tflm4j.api.op.HardSwish;
import org.tflm4j.api.op.LeakyRelu;
import org.tflm4j.api.op.Quantize;
import org.tflm4j.api.op.Relu;
import org.tflm4j.api.op.Relu6;
import org.tflm4j.api.op.Sigmoid;
import org.tflm4j.api.op.Softmax;
import org.tflm4j.kernels.vector.support.KernelTable;

/** Registers the kernels of activations, softmax and conversions. */
public final class ElementwiseKernels {
  private ElementwiseKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(Relu.class, VectorActivation::relu);
    table.add(Relu6.class, VectorActivation::relu6);
    table.add(LeakyRelu.class, VectorActivation::leakyRelu);
    table.add(HardSwish.class, VectorActivation::hardSwish);
    table.add(Sigmoid.class, VectorActivation::sigmoid);
    table.add(Quantize.class, VectorQuantize::answer);
    table.add(Dequantize.class, VectorQuantize::answer);
    table.add(Softmax.class, VectorSoftmax::answer);
  }
}
