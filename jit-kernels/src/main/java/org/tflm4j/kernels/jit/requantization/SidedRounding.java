/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

import org.tflm4j.api.quantization.FixedPoint;

/**
 * How a float formula imitates the double rounding of TFLM. With v the exact product of accumulator
 * and multiplier, and d = 2^(shift - 1) for right shifts and 0 otherwise, the product becomes at
 * least k from {@code v >= k - 1/2 - d} on for k &gt; 0, and from {@code v >= k - 1/2 + d} on for k
 * &lt;= 0: the first rounding to a multiple of 2d carries values up to d away over the tie, and
 * ties of the second go away from zero. So d has to be added, with the sign of the accumulator.
 */
public enum SidedRounding {
  /**
   * {@code vcvtdq2ps; vfmadd(x, scale, addend); vcvtps2dq}: the addend holds zero point and d, with
   * one sign for all accumulators. For channels whose steps are all at k &gt; 0 or all at k &lt;=
   * 0, as with a RELU, and for those with d = 0.
   */
  ONE_SIDED,

  /**
   * {@code vcvtdq2ps; vpternlogd 0xEA (x and sign, or addend); vfmadd(x, scale, that); vcvtps2dq;
   * vpaddd zeroPoint}: the addend is d and at least 0. The zero point may be added in 16 bits after
   * a saturating pack, never in 8.
   */
  TWO_SIDED;

  /**
   * Returns true if {@link #ONE_SIDED} can serve a channel; arguments as in {@link
   * Requantization#of}.
   */
  static boolean suffices(
      int multiplier, int shift, int zeroPoint, int min, int max, int accMin, int accMax) {
    return min >= zeroPoint
        || max <= zeroPoint
        || shift >= 0
        || FixedPoint.multiply(accMin, multiplier, shift) >= 0
        || FixedPoint.multiply(accMax, multiplier, shift) <= 0;
  }
}
