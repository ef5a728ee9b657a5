/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.op.WeightedNumerics.Real;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.DotForm;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.WeightedLayer;
import org.tflm4j.kernels.jit.support.product.FloatProductProgram;
import org.tflm4j.kernels.jit.support.product.FloatWeights;
import org.tflm4j.kernels.jit.support.product.ProductPlan;
import org.tflm4j.kernels.jit.support.product.ProductProgram;

/** CONV_2D with constant INT8, INT4 or FLOAT32 filters. */
public final class JitConv2D {
  /** Channels of a vector of 32 bytes. */
  private static final int NARROW = 8;

  private JitConv2D() {}

  /** Returns how the operator is computed, or why it is not. */
  public static Offer create(Conv2D op, KernelRequest request, Target target) {
    WeightedLayer layer = WeightedLayer.of(request, Conv2D.INPUT, Conv2D.FILTER, Conv2D.BIAS);
    return switch (op.numerics()) {
      case Quantized numerics -> quantized(op, numerics, layer, request, target);
      case Real real -> real(op, real, layer, request, target);
    };
  }

  private static Offer quantized(
      Conv2D op, Quantized numerics, WeightedLayer layer, KernelRequest request, Target target) {
    Offer refusal = layer.refusal(request, TensorType.INT8);
    if (refusal != null) {
      return refusal;
    }
    // Half a vector holds all the channels of a group: twice as many of them work at a time.
    int groupDepth = layer.output().shape().lastDimension() / op.groups();
    Target suited = groupDepth <= NARROW ? target.narrow() : target;
    return ProductProgram.of(plan(op, layer, DotForm.of(suited)), numerics, layer, request, suited);
  }

  private static Offer real(
      Conv2D op, Real real, WeightedLayer layer, KernelRequest request, Target target) {
    Offer refusal = layer.refusal(request, TensorType.FLOAT32);
    if (refusal != null) {
      return refusal;
    }
    TensorSpec filter = layer.filter();
    return FloatProductProgram.of(
        plan(op, layer, DotForm.FLOATS),
        real.activation(),
        FloatWeights.of(filter, filter.elementCount() / filter.shape().dimension(0)),
        layer,
        request,
        target);
  }

  private static ProductPlan plan(Conv2D op, WeightedLayer layer, DotForm form) {
    return ConvolutionPlan.of(
        form, op.window(), op.groups(), layer.input().shape(), layer.output().shape());
  }
}
