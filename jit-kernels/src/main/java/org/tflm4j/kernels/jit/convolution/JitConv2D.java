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
import org.tflm4j.kernels.jit.support.product.FloatProductProgram;
import org.tflm4j.kernels.jit.support.product.FloatWeights;
import org.tflm4j.kernels.jit.support.product.ProductPlan;
import org.tflm4j.kernels.jit.support.product.ProductProgram;

/** CONV_2D with constant INT8, INT4 or FLOAT32 filters. */
public final class JitConv2D {
  private JitConv2D() {}

  /** Returns how the operator is computed, or why it is not. */
  public static Offer create(Conv2D op, KernelRequest request, Target target) {
    String refusal = refusal(request);
    if (refusal != null) {
      return Offer.declined(refusal);
    }
    return switch (op.numerics()) {
      case Quantized numerics -> quantized(op, numerics, request, target);
      case Real real -> real(op, real, request, target);
    };
  }

  private static String refusal(KernelRequest request) {
    boolean constants =
        request.input(Conv2D.FILTER).isConstant()
            && (!request.hasInput(Conv2D.BIAS) || request.input(Conv2D.BIAS).isConstant());
    if (!constants) {
      return "its filter or bias is not a constant";
    }
    return request.input(Conv2D.INPUT).isConstant() ? "its input is a constant" : null;
  }

  private static TensorSpec bias(KernelRequest request) {
    return request.hasInput(Conv2D.BIAS) ? request.input(Conv2D.BIAS) : null;
  }

  private static ProductPlan plan(Conv2D op, KernelRequest request) {
    TensorSpec input = request.input(Conv2D.INPUT);
    return ConvolutionPlan.of(
        op.window(),
        op.groups(),
        input.type().bytes(),
        input.shape(),
        request.output(Conv2D.OUTPUT).shape());
  }

  private static Offer real(Conv2D op, Real real, KernelRequest request, Target target) {
    TensorSpec filter = request.input(Conv2D.FILTER);
    int steps = filter.elementCount() / filter.shape().dimension(0);
    return FloatProductProgram.of(
        plan(op, request),
        real.activation(),
        FloatWeights.of(filter, steps),
        bias(request),
        request,
        target);
  }

  private static Offer quantized(
      Conv2D op, Quantized numerics, KernelRequest request, Target target) {
    if (target.tier() != Tier.AVX512_VNNI) {
      return Offer.declined("there is no machine code for CONV_2D of tier " + target.tier().text());
    }
    if (request.inputType(Conv2D.INPUT) != TensorType.INT8) {
      return Offer.declined("there is no machine code for CONV_2D of INT16");
    }
    return ProductProgram.of(
        plan(op, request),
        numerics,
        request.input(Conv2D.FILTER),
        bias(request),
        request,
        target);
  }
}
