/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.kernels.jit.requantization.RequantizationPlan;
import org.tflm4j.kernels.jit.support.FixedPointCode;

/**
 * The numbers of the channels of an operator on their way into its {@link ChannelTables}: collected
 * in an array and written at once, since single writes to native memory are slow in a JVM that has
 * just started.
 */
public final class ChannelNumbers {
  private final RequantizationPlan plan;
  private final int lanes;
  private final int vectorNumbers;
  private final int[] numbers;

  /**
   * Creates numbers that are all 0.
   *
   * @param vectors vectors of channels
   * @param lanes channels of a vector
   */
  public ChannelNumbers(RequantizationPlan plan, int vectors, int lanes) {
    this.plan = plan;
    this.lanes = lanes;
    this.vectorNumbers = ChannelTables.bytes(Integer.BYTES * lanes) / Integer.BYTES;
    this.numbers = new int[vectors * vectorNumbers];
  }

  /**
   * Sets the numbers of one channel.
   *
   * @param vector which vector of channels it belongs to
   * @param lane its lane
   * @param integers true if its vector is requantized in integers
   * @param channel number of the channel in the plan
   * @param bias with everything folded in
   */
  public void set(int vector, int lane, boolean integers, int channel, int bias) {
    int at = vector * vectorNumbers + lane;
    numbers[at + lanes * ChannelTables.BIAS] = bias;
    if (integers) {
      int shift = plan.shift(channel);
      int right = Math.max(-shift, 0);
      numbers[at + lanes * ChannelTables.MULTIPLIER] = plan.multiplier(channel);
      numbers[at + lanes * ChannelTables.LEFT_SHIFT] = Math.max(shift, 0);
      numbers[at + lanes * ChannelTables.RIGHT_SHIFT] = right;
      numbers[at + lanes * ChannelTables.DROPPED_BITS] = FixedPointCode.droppedBits(right);
    } else {
      numbers[at + lanes * ChannelTables.SCALE] = Float.floatToRawIntBits(plan.scale(channel));
      numbers[at + lanes * ChannelTables.ADDEND] = Float.floatToRawIntBits(plan.addend(channel));
      numbers[at + lanes * ChannelTables.REPAIRED] = plan.repairedAccumulator(channel);
      numbers[at + lanes * ChannelTables.CORRECTION] = plan.repairStep(channel);
    }
  }

  /** Writes the numbers into tables, behind what all channels share. */
  public void write(MemorySegment tables) {
    MemorySegment.copy(
        numbers, 0, tables, ValueLayout.JAVA_INT, ChannelTables.PARAMETERS, numbers.length);
  }
}
