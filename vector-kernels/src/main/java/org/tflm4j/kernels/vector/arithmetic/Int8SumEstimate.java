/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.arithmetic;

import static org.tflm4j.kernels.vector.support.ElementLanes.INTS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.InputScaling;
import org.tflm4j.api.op.OutputScaling;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.kernels.vector.support.ElementLanes;

/**
 * ADD and SUB of INT8 in float, a third of the operations that TFLM's fixed-point arithmetic takes:
 * {@code a * factor1 + b * factor2 + constant}, rounded. TFLM rounds five times on the way, which
 * moves the number by a known, tiny distance, and so does float. Wherever the number is farther
 * than that from the middle between two integers, both give the same integer; where one element of
 * a block is not, the estimate says so and the block is computed again, exactly.
 */
final class Int8SumEstimate {
  /** Added to a float below 2^22, it leaves the nearest integer in the low bits. */
  private static final float ROUNDER = 0x1.8p23f;

  /** Where it is larger, too many blocks would be computed twice. */
  private static final double LARGEST_UNCERTAINTY = 0x1p-11;

  /** With more than one uncertain pair in so many, a block is more likely uncertain than not. */
  private static final int LEAST_TRIES_PER_UNCERTAIN = 750;

  private final float factor1;
  private final float factor2;
  private final float constant;

  /** The bits of the largest distance to the nearest integer that is certain. */
  private final int certainBits;

  private Int8SumEstimate(double factor1, double factor2, double constant, double uncertainty) {
    this.factor1 = (float) factor1;
    this.factor2 = (float) factor2;
    this.constant = (float) constant;
    this.certainBits = Float.floatToRawIntBits((float) (0.5 - uncertainty)) - 1;
  }

  /**
   * Returns the estimate, or null if too few elements would be certain.
   *
   * @param sign 1 for ADD, -1 for SUB
   */
  static Int8SumEstimate of(Arithmetic.CommonScale numerics, int sign) {
    OutputScaling outputScaling = numerics.output();
    double output = real(outputScaling.multiplier());
    double factor1 = real(numerics.input1()) * output;
    double factor2 = sign * real(numerics.input2()) * output;
    double constant =
        outputScaling.zeroPoint()
            - factor1 * numerics.input1().zeroPoint()
            - factor2 * numerics.input2().zeroPoint();
    // Bringing an input to the common scale rounds twice, by at most a half each, so the sum is off
    // by at most 2 times the output's multiplier. Its product is rounded to units of the right
    // shift: one half more, where the multiplier without its shift is less than 1.
    double unit = Math.scalb(1.0, Math.min(0, outputScaling.multiplier().shift()));
    double fixedPoint = 2 * output + unit / 2;
    // Float has 24 bits: both factors and the constant are rounded, then each of two sums.
    double magnitude = 128 * (factor1 + Math.abs(factor2)) + Math.abs(constant);
    double uncertainty = fixedPoint + 3 * Math.scalb(magnitude, -24);
    if (uncertainty > LARGEST_UNCERTAINTY) {
      return null;
    }
    Int8SumEstimate estimate = new Int8SumEstimate(factor1, factor2, constant, uncertainty);
    return estimate.isMostlyCertain() ? estimate : null;
  }

  /**
   * Tries some pairs of inputs: where the scales are in the ratio of small integers, many sums lie
   * right in the middle.
   */
  private boolean isMostlyCertain() {
    int tried = 0;
    int certain = 0;
    for (int a = Byte.MIN_VALUE; a <= Byte.MAX_VALUE; a += 3) {
      for (int b = Byte.MIN_VALUE; b <= Byte.MAX_VALUE; b += 5) {
        float sum = Math.fma((float) a, factor1, Math.fma((float) b, factor2, constant));
        float distance = Math.abs(sum - (float) Math.rint(sum));
        tried++;
        certain += Float.floatToRawIntBits(distance) <= certainBits ? 1 : 0;
      }
    }
    return (tried - certain) * LEAST_TRIES_PER_UNCERTAIN <= tried;
  }

  private static double real(InputScaling input) {
    return real(input.multiplier()) * (1 << input.leftShift());
  }

  private static double real(QuantizedMultiplier multiplier) {
    return Math.scalb((double) multiplier.multiplier(), multiplier.shift() - 31);
  }

  /** What {@link #apply} adds to its results. */
  static int bias() {
    return Float.floatToRawIntBits(ROUNDER);
  }

  /**
   * Computes the sums of int lanes, not clamped, plus {@link #bias}.
   *
   * @param lanes behind both inputs there is room up to a whole vector, which is overwritten
   * @return false if not all results are certain
   */
  boolean apply(float[] lanes, int at1, int at2, int count, int to) {
    int whole = ElementLanes.wholeVectors(count);
    Arrays.fill(lanes, at1 + count, at1 + whole, 0);
    Arrays.fill(lanes, at2 + count, at2 + whole, 0);
    FloatVector scale1 = FloatVector.broadcast(FLOATS, factor1);
    FloatVector scale2 = FloatVector.broadcast(FLOATS, factor2);
    FloatVector offset = FloatVector.broadcast(FLOATS, constant);
    FloatVector rounder = FloatVector.broadcast(FLOATS, ROUNDER);
    IntVector farthest = IntVector.zero(INTS);
    for (int i = 0; i < count; i += INTS.length()) {
      FloatVector a =
          (FloatVector)
              FloatVector.fromArray(FLOATS, lanes, at1 + i)
                  .reinterpretAsInts()
                  .convert(VectorOperators.I2F, 0);
      FloatVector b =
          (FloatVector)
              FloatVector.fromArray(FLOATS, lanes, at2 + i)
                  .reinterpretAsInts()
                  .convert(VectorOperators.I2F, 0);
      FloatVector sum = a.fma(scale1, b.fma(scale2, offset));
      FloatVector rounded = sum.add(rounder);
      // Bits of floats that are not negative are in the order of the floats.
      farthest = sum.sub(rounded.sub(rounder)).abs().reinterpretAsInts().max(farthest);
      rounded.intoArray(lanes, to + i);
    }
    return farthest.reduceLanes(VectorOperators.MAX) <= certainBits;
  }
}
