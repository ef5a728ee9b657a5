/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.dense;

import org.tflm4j.api.op.FullyConnected;
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

/** FULLY_CONNECTED with constant INT8, INT4 or FLOAT32 filters, one row or many. */
public final class JitFullyConnected {
  private JitFullyConnected() {}

  /** Returns how the operator is computed, or why it is not. */
  public static Offer create(FullyConnected op, KernelRequest request, Target target) {
    TensorSpec filter = request.input(FullyConnected.FILTER);
    TensorSpec bias =
        request.hasInput(FullyConnected.BIAS) ? request.input(FullyConnected.BIAS) : null;
    if (!filter.isConstant() || (bias != null && !bias.isConstant())) {
      return Offer.declined("its filter or bias is not a constant");
    }
    if (request.input(FullyConnected.INPUT).isConstant()) {
      return Offer.declined("its input is a constant");
    }
    ProductPlan plan =
        ProductPlan.dense(
            request.inputType(FullyConnected.INPUT).bytes(),
            1,
            op.accumDepth(),
            op.batches(),
            1,
            op.outputDepth());
    return switch (op.numerics()) {
      case Quantized numerics -> quantized(plan, numerics, filter, bias, request, target);
      case Real real ->
          FloatProductProgram.of(
              plan,
              real.activation(),
              FloatWeights.of(filter, op.accumDepth()),
              bias,
              request,
              target);
    };
  }

  private static Offer quantized(
      ProductPlan plan,
      Quantized numerics,
      TensorSpec filter,
      TensorSpec bias,
      KernelRequest request,
      Target target) {
    if (target.tier() != Tier.AVX512_VNNI) {
      return Offer.declined(
          "there is no machine code for FULLY_CONNECTED of tier " + target.tier().text());
    }
    if (request.inputType(FullyConnected.INPUT) != TensorType.INT8) {
      return Offer.declined("there is no machine code for FULLY_CONNECTED of INT16");
    }
    if (numerics.filterZeroPoint() != 0) {
      return Offer.declined("its filter has a zero point");
    }
    return ProductProgram.of(plan, numerics, filter, bias, request, target);
  }
}
