/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

/**
 * Where the sums of consecutive channels lie in the work space, [pixels][step].
 *
 * @param at where those of the first pixel begin
 * @param step floats from one pixel's sums to the next
 * @param limbStep floats from a sum over the upper bytes of INT16 inputs to that over the lower
 *     ones
 * @param channel the first channel
 * @param count channels: {@link Int8Lanes#LANES}, or fewer if a group has no more
 */
public record ChannelSums(int at, int step, int limbStep, int channel, int count) {}
