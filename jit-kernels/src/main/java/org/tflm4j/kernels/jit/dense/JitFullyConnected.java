/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.dense;

import org.tflm4j.api.op.FullyConnected;
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

/** FULLY_CONNECTED with constant INT8 or INT4 filters, one row or many. */
public final class JitFullyConnected {
  private JitFullyConnected() {}

  /** Returns how the operator is computed, or why it is not. */
  public static Offer create(FullyConnected op, KernelRequest request, Target target) {
    WeightedLayer layer =
        WeightedLayer.of(request, FullyConnected.INPUT, FullyConnected.FILTER, FullyConnected.BIAS);
    return switch (op.numerics()) {
      case Quantized numerics -> quantized(op, numerics, layer, request, target);
      case Real real -> Offer.declined("there is no machine code for FULLY_CONNECTED of FLOAT32");
    };
  }

  private static Offer quantized(
      FullyConnected op,
      Quantized numerics,
      WeightedLayer layer,
      KernelRequest request,
      Target target) {
    Offer refusal = layer.refusal(request, TensorType.INT8);
    if (refusal != null) {
      return refusal;
    }
    if (numerics.filterZeroPoint() != 0) {
      return Offer.declined("its filter has a zero point");
    }
    ProductPlan plan =
        ProductPlan.dense(
            DotForm.of(target), 1, op.accumDepth(), op.batches(), 1, op.outputDepth());
    return ProductProgram.of(plan, numerics, layer, request, target);
  }
}
