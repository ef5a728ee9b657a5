/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import org.tflm4j.api.op.Activation;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;

/**
 * How a convolution sums up its products, and what becomes of the sums.
 *
 * @param atOnce true if a whole window can be summed up in float; otherwise passes of {@link
 *     Int8Lanes#EXACT_PRODUCTS} are added up as ints
 */
record Summation(boolean atOnce, Epilogue epilogue) {
  /**
   * Plans the sums.
   *
   * @param weights by channel and place in the depth of the filter
   * @param depth weights of a channel
   */
  static Summation of(
      KernelRequest request,
      PackedFilter.Source weights,
      int channels,
      int depth,
      int inputOffset,
      ChannelMultipliers multipliers,
      int outputOffset,
      Activation activation) {
    if (request.inputType(0) == TensorType.FLOAT32) {
      float[] bias = new float[channels];
      for (int channel = 0; channel < channels; channel++) {
        bias[channel] = FilterAndBias.floatBias(request, channel);
      }
      return new Summation(true, new FloatEpilogue(bias, activation));
    }
    Int8Weights sums = new Int8Weights(weights, channels, depth, inputOffset, request);
    return new Summation(sums.areExact(), sums.epilogue(multipliers, outputOffset, activation));
  }
}
