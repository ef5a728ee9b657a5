/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

/**
 * The weights of one vector of channels of a depthwise convolution.
 *
 * @param weights [taps][FLOATS] from {@code weightsAt}
 * @param initialSums what the sums begin with, a vector from {@code initialAt}
 * @param sumsStep floats from one pixel's sums to the next
 */
record DepthwiseFilterVector(
    float[] weights, int weightsAt, float[] initialSums, int initialAt, int sumsStep) {}
