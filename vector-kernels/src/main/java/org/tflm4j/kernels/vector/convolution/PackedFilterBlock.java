/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

/**
 * A block of output channels of a {@link PackedFilter}, or the part of it that one {@link
 * ConvolutionPass} reads.
 *
 * @param weights [depth][vectors] from {@code weightsAt}
 * @param vectors vectors of channels, 1 or 2
 * @param initialSums what the sums begin with, {@code vectors} vectors from {@code initialAt}
 * @param sumsStep floats from one pixel's sums to the next
 */
record PackedFilterBlock(
    float[] weights,
    int weightsAt,
    int vectors,
    float[] initialSums,
    int initialAt,
    int sumsStep) {}
