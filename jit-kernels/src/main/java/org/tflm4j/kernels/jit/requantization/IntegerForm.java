/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

/**
 * The arithmetic of {@link org.tflm4j.api.quantization.FixedPoint#multiply(int, int, int)}, in
 * integers: where no float formula could be proven.
 *
 * @param multiplier 31-bit fixed-point
 * @param shift to the left where positive, a rounding shift to the right where negative
 */
public record IntegerForm(int multiplier, int shift) implements Requantization {}
