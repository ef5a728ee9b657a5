/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import org.tflm4j.kernels.vector.support.ChannelSums;

/**
 * A block of output channels of a convolution, which is computed for a rectangle of pixels before
 * the next block is.
 *
 * @param inputChannel the first input channel of the block's group
 * @param passes the weights of each pass
 * @param units where the sums of each unit of channels lie
 */
record ConvolutionBlock(int inputChannel, PackedFilterBlock[] passes, ChannelSums[] units) {}
