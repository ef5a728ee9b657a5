/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import java.lang.foreign.MemorySegment;
import org.tflm4j.api.op.OutputScaling;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.kernels.jit.requantization.AccumulatorRanges;
import org.tflm4j.kernels.jit.requantization.RequantizationPlan;
import org.tflm4j.kernels.jit.support.FixedPointCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * The requantization of an operator whose outputs all have the same scale, for {@link
 * RequantizationCode}: the numbers of {@link ChannelTables}, the same in every lane.
 *
 * @param plan of one channel
 */
public record SingleScale(RequantizationPlan plan) {
  /** Where the numbers of the lanes begin, behind what all share. */
  public static final int TABLES = ChannelTables.PARAMETERS;

  private static final int VECTOR = 64;

  /** Bytes of everything, for every width of vectors. */
  public static final int BYTES = TABLES + ChannelTables.bytes(VECTOR);

  /**
   * Returns the requantization of sums within a range.
   *
   * @param least no sum is below
   * @param greatest no sum is above
   */
  public static SingleScale of(OutputScaling output, int least, int greatest) {
    return new SingleScale(
        RequantizationPlan.of(
            ChannelMultipliers.of(output.multiplier()),
            output.zeroPoint(),
            output.activation(),
            AccumulatorRanges.of(new int[] {least}, new int[] {greatest})));
  }

  /** Returns the instructions; what clamps is left out where bytes are clamped later. */
  public Epilogue epilogue(boolean clamps) {
    Epilogue epilogue = DotProductTables.epilogue(plan, plan.sequence());
    return clamps ? epilogue : new Epilogue(epilogue.rounding(), epilogue.repairs(), false, false);
  }

  /**
   * Writes the numbers.
   *
   * @param vectorBytes bytes of a vector
   * @param bias added to every sum
   */
  public void fill(MemorySegment to, int vectorBytes, int bias) {
    VectorCode.constant(to, ChannelTables.ZERO_POINT, plan.outputZeroPoint());
    VectorCode.constant(to, ChannelTables.MIN, plan.min());
    VectorCode.constant(to, ChannelTables.MAX, plan.max());
    VectorCode.constant(to, ChannelTables.SIGN, Integer.MIN_VALUE);
    VectorCode.constant(to, ChannelTables.NUDGE, FixedPointCode.HALF);
    boolean integers = plan.sequence() == RequantizationPlan.Sequence.INTEGER;
    int lanes = vectorBytes / Integer.BYTES;
    ChannelNumbers numbers = new ChannelNumbers(plan, 1, lanes);
    for (int lane = 0; lane < lanes; lane++) {
      numbers.set(0, lane, integers, 0, bias);
    }
    numbers.write(to);
  }
}
