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
import org.tflm4j.kernels.jit.support.product.FloatProductProgram;
import org.tflm4j.kernels.jit.support.product.FloatWeights;
import org.tflm4j.kernels.jit.support.product.ProductPlan;
import org.tflm4j.kernels.jit.support.product.ProductProgram;

/** FULLY_CONNECTED with constant INT8, INT4 or FLOAT32 filters, one row or many. */
public final class JitFullyConnected {
  private JitFullyConnected() {}

  /** Returns how the operator is computed, or why it is not. */
  public static Offer create(FullyConnected op, KernelRequest request, Target target) {
    WeightedLayer layer =
        WeightedLayer.of(request, FullyConnected.INPUT, FullyConnected.FILTER, FullyConnected.BIAS);
    return switch (op.numerics()) {
      case Quantized numerics -> quantized(op, numerics, layer, request, target);
      case Real real -> real(op, real, layer, request, target);
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
    DotRowsGeometry rows =
        DotRowsGeometry.of(
            op.accumDepth(), op.outputDepth(), target.vectorBytes(), DotForm.of(target));
    if (rows.pays()) {
      return DotRowsProgram.of(rows, op, numerics, layer, request, target);
    }
    return ProductProgram.of(plan(op, DotForm.of(target)), numerics, layer, request, target);
  }

  private static Offer real(
      FullyConnected op, Real real, WeightedLayer layer, KernelRequest request, Target target) {
    Offer refusal = layer.refusal(request, TensorType.FLOAT32);
    if (refusal != null) {
      return refusal;
    }
    return FloatProductProgram.of(
        plan(op, DotForm.FLOATS),
        real.activation(),
        FloatWeights.of(layer.filter(), op.accumDepth()),
        layer,
        request,
        target);
  }

  private static ProductPlan plan(FullyConnected op, DotForm form) {
    return ProductPlan.dense(form, 1, op.accumDepth(), op.batches(), 1, op.outputDepth());
  }
}
