/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.op.WeightedNumerics.Real;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.code.Tier;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.product.ProductPlan;
import org.tflm4j.kernels.jit.support.product.ProductProgram;

/** CONV_2D with constant INT8 or INT4 filters. */
public final class JitConv2D {
  private JitConv2D() {}

  /** Returns how the operator is computed, or why it is not. */
  public static Offer create(Conv2D op, KernelRequest request, Target target) {
    if (target.tier() != Tier.AVX512_VNNI) {
      return Offer.declined("there is no machine code for CONV_2D of tier " + target.tier().text());
    }
    return switch (op.numerics()) {
      case Quantized numerics -> quantized(op, numerics, request, target);
      case Real real -> Offer.declined("there is no machine code for CONV_2D of FLOAT32");
    };
  }

  private static Offer quantized(
      Conv2D op, Quantized numerics, KernelRequest request, Target target) {
    TensorSpec filter = request.input(Conv2D.FILTER);
    TensorSpec bias = request.hasInput(Conv2D.BIAS) ? request.input(Conv2D.BIAS) : null;
    if (request.inputType(Conv2D.INPUT) != TensorType.INT8) {
      return Offer.declined("there is no machine code for CONV_2D of INT16");
    }
    if (!filter.isConstant() || (bias != null && !bias.isConstant())) {
      return Offer.declined("its filter or bias is not a constant");
    }
    if (request.input(Conv2D.INPUT).isConstant()) {
      return Offer.declined("its input is a constant");
    }
    TensorSpec input = request.input(Conv2D.INPUT);
    TensorSpec output = request.output(Conv2D.OUTPUT);
    ProductPlan plan =
        ConvolutionPlan.of(op.window(), op.groups(), 1, input.shape(), output.shape());
    return ProductProgram.of(plan, numerics, filter, bias, request, target);
  }
}
