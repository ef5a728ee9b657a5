/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.quantization;

import org.tflm4j.api.tensor.Quantization;

/**
 * Look-up tables of real functions on quantized numbers. Mirrors {@code LUTPopulate} and {@code
 * LUTLookup} of {@code kernels/internal/common.h}.
 */
public final class LookupTable {
  /** The number of chords of a table for 16-bit values; it has one knot more. */
  private static final int STEPS = 512;

  /** A function of a real number. */
  @FunctionalInterface
  public interface RealFunction {
    /** Returns the function of {@code x}. */
    float apply(float x);
  }

  private LookupTable() {}

  /**
   * Returns the quantized function of every INT8 value, at index {@code value & 0xFF}. A result
   * outside the range of INT8 saturates.
   */
  public static byte[] ofInt8(Quantization input, Quantization output, RealFunction function) {
    float inverseScale = 1 / output.scale();
    byte[] table = new byte[256];
    for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
      float real = input.scale() * (value - input.zeroPoint());
      float rounded = Rounding.halfAwayFromZero(function.apply(real) * inverseScale);
      int quantized = (int) (rounded + output.zeroPoint());
      table[value & 0xFF] = (byte) Math.clamp(quantized, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }
    return table;
  }

  /**
   * Returns the 513 knots of the quantized function of INT16 values, 128 values apart, for {@link
   * #interpolate}. Each knot is moved by half the error in the middle of the chord behind it.
   */
  public static short[] ofInt16(
      float inputScale,
      int inputZeroPoint,
      float outputScale,
      int outputZeroPoint,
      RealFunction function) {
    float inputMin = inputScale * (Short.MIN_VALUE - inputZeroPoint);
    float inputMax = inputScale * (Short.MAX_VALUE - inputZeroPoint);
    float outputMin = outputScale * (Short.MIN_VALUE - outputZeroPoint);
    float outputMax = outputScale * (Short.MAX_VALUE - outputZeroPoint);
    float step = (inputMax - inputMin) / STEPS;
    float inverseScale = 65536 / (outputMax - outputMin);
    short[] table = new short[STEPS + 1];
    for (int i = 0; i < STEPS; i++) {
      float knot = function.apply(inputMin + i * step) * inverseScale;
      float middle = function.apply(inputMin + i * step + step / 2) * inverseScale;
      float next = function.apply(inputMin + (i + 1) * step) * inverseScale;
      float rounded = Rounding.halfAwayFromZero(knot);
      float chord = Rounding.halfAwayFromZero((next + rounded) / 2);
      float error = chord - Rounding.halfAwayFromZero(middle);
      table[i] = saturate(rounded - Rounding.halfAwayFromZero(error / 2));
    }
    table[STEPS] = saturate(Rounding.halfAwayFromZero(function.apply(inputMax) * inverseScale));
    return table;
  }

  private static short saturate(float value) {
    return (short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  /**
   * Returns the function of a 16-bit value.
   *
   * @param table from {@link #ofInt16}
   */
  public static short interpolate(short[] table, short value) {
    int index = 256 + (value >> 7);
    int offset = value & 0x7F;
    short base = table[index];
    // The difference of two knots is kept in 16 bits, as TFLM does; the product is under 2^23.
    short slope = (short) (table[index + 1] - base);
    return (short) (base + ((slope * offset + 64) >> 7));
  }
}
