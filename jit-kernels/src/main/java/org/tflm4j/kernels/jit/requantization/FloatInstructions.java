/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

/**
 * What one lane of the x86 instructions of a requantization computes, under the default rounding
 * mode (to nearest, ties to even). No value here is a float denormal that matters: flushing them to
 * zero changes no result, as they round to the integer 0 either way.
 */
public final class FloatInstructions {
  private FloatInstructions() {}

  /** {@code vcvtdq2ps}: exact up to 2^24 in magnitude, rounded beyond. */
  public static float toFloat(int x) {
    return (float) x;
  }

  /** {@code vfmadd}: {@code a * b + c}, rounded once. */
  public static float multiplyAdd(float a, float b, float c) {
    return Math.fma(a, b, c);
  }

  /** {@code vcvtps2dq}: nearest integer, ties to even; -2^31 for what no int holds. */
  public static int toInt(float x) {
    double rounded = Math.rint((double) x);
    return rounded >= -0x1p31 && rounded < 0x1p31 ? (int) rounded : Integer.MIN_VALUE;
  }

  /** {@code vcvttps2dq}: truncates; -2^31 for what no int holds. */
  public static int truncate(float x) {
    return x >= -0x1p31f && x < 0x1p31f ? (int) x : Integer.MIN_VALUE;
  }

  /** {@code vpternlogd} with 0xEA on sign mask and magnitude: {@code (x & sign) | magnitude}. */
  public static float withSignOf(float x, float magnitude) {
    int sign = Float.floatToRawIntBits(x) & Integer.MIN_VALUE;
    return Float.intBitsToFloat(sign | Float.floatToRawIntBits(magnitude));
  }

  /** {@code vpackssdw} and {@code vpacksswb}, or {@code vpmovsdb}: saturates to INT8. */
  public static byte narrow(int x) {
    return (byte) Math.clamp(x, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  /**
   * One lane of a float sequence up to and including the output's zero point; what follows clamps
   * and narrows.
   *
   * @param form tables of the lane's channel
   */
  public static int requantize(int accumulator, FloatForm form, int outputZeroPoint) {
    int x = accumulator + (accumulator == form.repairedAccumulator() ? form.repairStep() : 0);
    float value = toFloat(x);
    return form.rounding() == SidedRounding.ONE_SIDED
        ? toInt(multiplyAdd(value, form.scale(), form.addend()))
        : toInt(multiplyAdd(value, form.scale(), withSignOf(value, form.addend())))
            + outputZeroPoint;
  }
}
