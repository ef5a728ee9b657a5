/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.op.WeightedNumerics.Real;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.DotForm;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.WeightedLayer;
import org.tflm4j.kernels.jit.support.product.ProductPlan;
import org.tflm4j.kernels.jit.support.product.ProductProgram;

/** CONV_2D with constant INT8 or INT4 filters. */
public final class JitConv2D {
  private JitConv2D() {}

  /** Returns how the operator is computed, or why it is not. */
  public static Offer create(Conv2D op, KernelRequest request, Target target) {
    WeightedLayer layer = WeightedLayer.of(request, Conv2D.INPUT, Conv2D.FILTER, Conv2D.BIAS);
    return switch (op.numerics()) {
      case Quantized numerics -> quantized(op, numerics, layer, request, target);
      case Real real -> Offer.declined("there is no machine code for CONV_2D of FLOAT32");
    };
  }

  private static Offer quantized(
      Conv2D op, Quantized numerics, WeightedLayer layer, KernelRequest request, Target target) {
    Offer refusal = layer.refusal(request, TensorType.INT8);
    if (refusal != null) {
      return refusal;
    }
    ProductPlan plan =
        ConvolutionPlan.of(
            DotForm.of(target),
            op.window(),
            op.groups(),
            layer.input().shape(),
            layer.output().shape());
    return ProductProgram.of(plan, numerics, layer, request, target);
  }
}
