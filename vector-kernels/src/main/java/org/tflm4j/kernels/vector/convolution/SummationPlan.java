/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.WeightedNumerics;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.op.WeightedNumerics.Real;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.Epilogue;
import org.tflm4j.kernels.vector.support.FilterAndBias;
import org.tflm4j.kernels.vector.support.Int8Lanes;

/**
 * Plans how a convolution sums up its products, and what turns the sums into outputs.
 *
 * @param atOnce true if a whole window can be summed up in float; otherwise passes are added up as
 *     ints
 * @param products how many products a pass sums up at most
 */
record SummationPlan(boolean atOnce, int products, Epilogue epilogue) {
  /** The lower byte of an INT16 element. */
  private static final int LARGEST_LIMB = 255;

  /** A product of a limb and a weight is less than 2^15, so 2^9 of them stay within 2^24. */
  private static final int LIMB_PRODUCTS = 1 << 9;

  /**
   * Plans the sums.
   *
   * @param weights by channel and place in the depth of the filter
   * @param depth weights of a channel
   */
  static SummationPlan of(
      KernelRequest request,
      PackedFilter.Source weights,
      int channels,
      int depth,
      WeightedNumerics numerics) {
    return switch (numerics) {
      case Real real -> {
        float[] bias = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
          bias[channel] = FilterAndBias.floatBias(request, channel);
        }
        yield new SummationPlan(true, depth, new FloatEpilogue(bias, real.activation()));
      }
      case Quantized quantized -> {
        WeightSums sums =
            new WeightSums(weights, channels, depth, quantized.inputZeroPoint(), request);
        yield request.inputType(Conv2D.INPUT) == TensorType.INT16
            ? new SummationPlan(
                sums.areExact(LARGEST_LIMB),
                LIMB_PRODUCTS,
                new Int16Epilogue(sums.bias(), quantized))
            : new SummationPlan(
                sums.areExact(128), Int8Lanes.EXACT_PRODUCTS, sums.epilogue(quantized));
      }
    };
  }
}
