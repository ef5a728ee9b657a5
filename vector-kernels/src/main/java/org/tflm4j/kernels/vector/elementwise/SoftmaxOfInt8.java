/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.elementwise;

import org.tflm4j.api.op.Softmax;
import org.tflm4j.api.quantization.GemmlowpFixedPoint;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.LaneReduction;
import org.tflm4j.kernels.vector.support.LaneRescaler;

/**
 * SOFTMAX of a row of INT8, in TFLM's fixed-point arithmetic. The exponential function depends only
 * on the difference to the largest element, so it is a table.
 */
final class SoftmaxOfInt8 implements VectorSoftmax.RowFunction {
  /** Integer bits of the format that sums have in TFLM: 19 bits are left for the fraction. */
  private static final int SUM_INTEGER_BITS = 12;

  /**
   * The exponential function, in Q0, of the argument that a difference of the row's largest input
   * and another makes; 0 where TFLM leaves the other out, which comes to the same result.
   */
  private final int[] exp = new int[256];

  private final int outputBits;

  SoftmaxOfInt8(Softmax.Int8 numerics, int outputBits) {
    this.outputBits = outputBits;
    for (int difference = 0; difference <= Math.min(-numerics.diffMin(), 255); difference++) {
      exp[difference] =
          GemmlowpFixedPoint.expOnNegativeValues(numerics.inputMultiplier().apply(-difference), 5);
    }
  }

  @Override
  public void apply(float[] lanes, int depth) {
    int spare = ElementLanes.wholeVectors(depth);
    int max = Float.floatToRawIntBits(LaneReduction.INT_MAX.ofRun(lanes, 0, depth, spare));
    // Every term is at most 2^19 and there are less than 2^31.
    long sum = 0;
    for (int c = 0; c < depth; c++) {
      int value = exp[max - Float.floatToRawIntBits(lanes[c])];
      lanes[c] = Float.intBitsToFloat(value);
      // Rounded; it is not negative, so halves go up, and the sum fits 32 bits without a sign.
      sum += (value + (1 << (SUM_INTEGER_BITS - 1))) >>> SUM_INTEGER_BITS;
    }
    int scale = GemmlowpFixedPoint.normalizedReciprocal(sum);
    int bitsOverUnit = 64 - Long.numberOfLeadingZeros(sum) - (31 - SUM_INTEGER_BITS) - 1;
    int exponent = bitsOverUnit + 31 - outputBits;
    if (exponent > 31) {
      // Every quotient rounds to 0.
      LaneRescaler.rescale(lanes, 0, depth, 0, 0, 0, 0);
    } else {
      LaneRescaler.rescale(lanes, 0, depth, 0, 0, scale, -exponent);
    }
  }

  @Override
  public long heldBytes() {
    return (long) Integer.BYTES * exp.length;
  }
}
