/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import org.tflm4j.api.op.WeightedNumerics;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.vector.support.ChannelRequantizer;
import org.tflm4j.kernels.vector.support.Epilogue;
import org.tflm4j.kernels.vector.support.FilterAndBias;
import org.tflm4j.kernels.vector.support.FloatRequantizer;

/**
 * Adds up the INT8 weights of each output channel, which folds the input's zero point into the
 * bias, and their magnitudes, which bound the sums of products.
 */
final class WeightSums {
  /** All integers up to this magnitude are floats. */
  private static final long EXACT = 1 << 24;

  private final long[] bias;
  private final long[] magnitudes;

  /**
   * Sums up the weights.
   *
   * @param depth weights of a channel
   */
  WeightSums(
      PackedFilter.Source weights,
      int channels,
      int depth,
      int inputZeroPoint,
      KernelRequest request) {
    this.bias = new long[channels];
    this.magnitudes = new long[channels];
    for (int channel = 0; channel < channels; channel++) {
      long sum = 0;
      for (int k = 0; k < depth; k++) {
        int weight = (int) weights.weight(channel, k);
        sum += weight;
        magnitudes[channel] += Math.abs(weight);
      }
      bias[channel] = FilterAndBias.longBias(request, channel) - inputZeroPoint * sum;
    }
  }

  /**
   * Returns true if the products of every channel can be summed up in float: no partial sum exceeds
   * largest * sum(|weight|).
   *
   * @param largest the largest magnitude of an input: 128 for INT8, 255 for a limb of INT16
   */
  boolean areExact(int largest) {
    for (long magnitude : magnitudes) {
      if (largest * magnitude > EXACT) {
        return false;
      }
    }
    return true;
  }

  /** Returns the bias of each channel with the input's zero point folded in. */
  long[] bias() {
    return bias.clone();
  }

  /** Returns the fastest epilogue of INT8 that is exact for these weights. */
  Epilogue epilogue(WeightedNumerics.Quantized numerics) {
    int[] shifts = numerics.multipliers().shifts();
    boolean exact = true;
    for (int channel = 0; channel < bias.length; channel++) {
      // Sums begin with the bias.
      long largest = Math.abs(bias[channel]) + 128 * magnitudes[channel];
      exact &= largest <= EXACT && FloatRequantizer.takes(shifts[channel]);
    }
    if (!exact) {
      int[] ints = new int[bias.length];
      for (int channel = 0; channel < ints.length; channel++) {
        // Wraps where the accumulator of the reference kernel wraps: both work modulo 2^32.
        ints[channel] = (int) bias[channel];
      }
      return new ChannelRequantizer(
          ints, numerics.multipliers(), numerics.outputZeroPoint(), numerics.activation());
    }
    float[] floats = new float[bias.length];
    for (int channel = 0; channel < floats.length; channel++) {
      floats[channel] = bias[channel];
    }
    return new FloatRequantizer(floats, numerics);
  }
}
