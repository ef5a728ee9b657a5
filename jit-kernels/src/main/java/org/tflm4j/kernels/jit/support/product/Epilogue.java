/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

/**
 * Which instructions turn sums into INT8 outputs; the numbers are in {@link ChannelTables}.
 *
 * @param rounding how sums are scaled and rounded
 * @param repairs true if single sums are corrected before, float roundings only
 * @param clampsBelow true if the range of the activation begins above -128
 * @param clampsAbove true if it ends below 127
 */
public record Epilogue(
    Rounding rounding, boolean repairs, boolean clampsBelow, boolean clampsAbove) {
  /** How sums are scaled and rounded. */
  public enum Rounding {
    /** A fused multiply-add; the addend holds the output's zero point. */
    ONE_SIDED,
    /** A fused multiply-add whose addend has the sign of the sum, then the zero point. */
    TWO_SIDED,
    /** TFLM's two roundings in integers, then the zero point. */
    INTEGER
  }
}
