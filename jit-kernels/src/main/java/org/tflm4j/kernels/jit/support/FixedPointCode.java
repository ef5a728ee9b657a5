/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Vec;

/**
 * Emits the product of vectors of ints with quantized multipliers of at least 0, in the integers of
 * TFLM's double rounding. With AVX-512 it uses k6 and k7.
 */
public final class FixedPointCode {
  /** Numbers lie in vectors so far apart, whatever the target's width. */
  private static final int VECTOR = 64;

  private static final int MULTIPLIER = 0;
  private static final int LEFT_SHIFT = VECTOR;
  private static final int RIGHT_SHIFT = 2 * VECTOR;
  private static final int DROPPED_BITS = 3 * VECTOR;
  private static final int NUDGE = 4 * VECTOR;

  /** Bytes of the parameters of a multiplier that serves all lanes. */
  public static final int BYTES = 5 * VECTOR;

  /** Added to a product before its lower 31 bits are dropped. */
  public static final long HALF = 1L << 30;

  private final VectorCode vectors;
  private final Assembler asm;
  private final Vec temp;
  private final Vec temp2;

  /**
   * The numbers of the lanes, each a whole vector or one number for all.
   *
   * @param leftShift from 0 to 30
   * @param rightShift from 0 to 31; one of the shifts is 0
   * @param droppedBits the bits that the right shift drops, a whole vector
   * @param nudge {@link #HALF} in 64 bits
   */
  public record Numbers(
      Address leftShift, Address rightShift, Address droppedBits, Address nudge) {}

  /**
   * Creates the emitter.
   *
   * @param temp two registers that it may use
   */
  public FixedPointCode(VectorCode vectors, Vec temp, Vec temp2) {
    this.vectors = vectors;
    this.asm = vectors.asm();
    this.temp = temp;
    this.temp2 = temp2;
  }

  /** Returns the bits that a shift to the right drops. */
  public static int droppedBits(int rightShift) {
    return (int) ((1L << rightShift) - 1);
  }

  /** Writes the parameters of a multiplier that serves all lanes, 64-byte aligned. */
  public static void parameters(MemorySegment to, long at, QuantizedMultiplier multiplier) {
    int rightShift = Math.max(0, -multiplier.shift());
    for (int i = 0; i < VECTOR; i += Integer.BYTES) {
      to.set(ValueLayout.JAVA_INT, at + MULTIPLIER + i, multiplier.multiplier());
      to.set(ValueLayout.JAVA_INT, at + LEFT_SHIFT + i, Math.max(0, multiplier.shift()));
      to.set(ValueLayout.JAVA_INT, at + RIGHT_SHIFT + i, rightShift);
      to.set(ValueLayout.JAVA_INT, at + DROPPED_BITS + i, droppedBits(rightShift));
    }
    for (int i = 0; i < VECTOR; i += Long.BYTES) {
      to.set(ValueLayout.JAVA_LONG, at + NUDGE + i, HALF);
    }
  }

  /** Emits what is needed once. Uses rax. */
  public void prepare() {
    vectors.prepareJoinLanes();
  }

  /**
   * Multiplies a vector in place by the multiplier that serves all lanes.
   *
   * @param multiplier a register that it may use
   * @param parameters register that points to the parameters, {@code at} bytes before them
   */
  public void emit(Vec values, Vec multiplier, Gp64 parameters, int at) {
    Address from = Address.at(parameters, at);
    vectors.load(multiplier, from.plus(MULTIPLIER));
    emit(
        values,
        multiplier,
        new Numbers(
            from.plus(LEFT_SHIFT),
            from.plus(RIGHT_SHIFT),
            from.plus(DROPPED_BITS),
            from.plus(NUDGE)));
  }

  /**
   * Multiplies a vector in place. The doubling high product of TFLM is (x * m + 2^30) >> 31 in 64
   * bits for multipliers that are not negative, the sum staying below 2^62 + 2^30. The rounding
   * shift adds 1 to the shifted value where the dropped bits, less 1 for negative values, exceed
   * half; this cannot overflow.
   */
  public void emit(Vec values, Vec multiplier, Numbers numbers) {
    asm.vpsllvd(values, values, numbers.leftShift());
    asm.vpmuldq(temp, values, multiplier);
    asm.vpsrlq(values, values, 32);
    asm.vpsrlq(temp2, multiplier, 32);
    asm.vpmuldq(values, values, temp2);
    asm.vpaddq(temp, temp, numbers.nudge());
    asm.vpaddq(values, values, numbers.nudge());
    // Bits 31 to 62 of each product: to the lower half of the lane, to the upper one.
    asm.vpsrlq(temp, temp, 31);
    asm.vpsllq(values, values, 1);
    vectors.joinLanes(values, temp);
    asm.vpand(temp, values, numbers.droppedBits());
    asm.vpsrad(temp2, values, 31);
    asm.vpaddd(temp, temp, temp2);
    vectors.load(temp2, numbers.droppedBits());
    asm.vpsrld(temp2, temp2, 1);
    asm.vpsravd(values, values, numbers.rightShift());
    vectors.incrementWhereGreater(values, temp, temp2);
  }
}
