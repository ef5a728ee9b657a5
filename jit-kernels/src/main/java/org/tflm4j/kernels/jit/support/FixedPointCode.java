/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import static org.tflm4j.kernels.jit.asm.Vec.xmm;
import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.IntegerPredicate;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;

/**
 * Emits the product of vectors of 16 ints with a quantized multiplier of at least 0, in the
 * integers of TFLM's double rounding (AVX-512). Uses vectors 10 to 15, k6 and k7.
 */
public final class FixedPointCode {
  /** Bytes of the parameters. */
  public static final int BYTES = 64;

  private static final int MULTIPLIER = 0;
  private static final int DROPPED_BITS = 4;
  private static final int HALF = 8;
  private static final int LEFT_SHIFT = 16;
  private static final int RIGHT_SHIFT = 24;
  private static final int NUDGE = 32;

  private static final Vec COUNT = xmm(10);
  private static final Vec FACTOR = zmm(11);
  private static final Vec EVEN = zmm(12);
  private static final Vec LIMIT = zmm(13);
  private static final Vec SIGN = zmm(14);
  private static final Vec ROUNDING = zmm(15);
  private static final Mask ODD = Mask.k(6);
  private static final Mask UP = Mask.k(7);

  private FixedPointCode() {}

  /** Writes the parameters of a multiplier. */
  public static void parameters(MemorySegment to, long at, QuantizedMultiplier multiplier) {
    int rightShift = Math.max(0, -multiplier.shift());
    int dropped = (int) ((1L << rightShift) - 1);
    to.set(ValueLayout.JAVA_INT, at + MULTIPLIER, multiplier.multiplier());
    to.set(ValueLayout.JAVA_INT, at + DROPPED_BITS, dropped);
    to.set(ValueLayout.JAVA_INT, at + HALF, dropped >>> 1);
    to.set(ValueLayout.JAVA_LONG, at + LEFT_SHIFT, Math.max(0, multiplier.shift()));
    to.set(ValueLayout.JAVA_LONG, at + RIGHT_SHIFT, rightShift);
    to.set(ValueLayout.JAVA_LONG, at + NUDGE, 1L << 30);
  }

  /** Emits what is needed once. Uses rax. */
  public static void prepare(Assembler asm) {
    asm.mov32(Gp64.RAX, 0xAAAA);
    asm.kmovw(ODD, Gp64.RAX);
  }

  /**
   * Multiplies a vector in place. The products of 63 bits and their nudge cannot overflow. The
   * rounding shift adds 1 where the dropped bits exceed half, of negative numbers half and 1.
   *
   * @param parameters register that points to the parameters, {@code at} bytes before them
   */
  public static void emit(Assembler asm, Vec values, Gp64 parameters, int at) {
    asm.vmovq(COUNT, Address.at(parameters, at + LEFT_SHIFT));
    asm.vpslld(values, values, COUNT);
    asm.vpbroadcastd(FACTOR, Address.at(parameters, at + MULTIPLIER));
    asm.vpbroadcastq(ROUNDING, Address.at(parameters, at + NUDGE));
    asm.vpmuldq(EVEN, values, FACTOR);
    asm.vpsrlq(values, values, 32);
    asm.vpmuldq(values, values, FACTOR);
    asm.vpaddq(EVEN, EVEN, ROUNDING);
    asm.vpaddq(values, values, ROUNDING);
    // Bits 31 to 62 of each product: to the lower half of the lane, to the upper one.
    asm.vpsrlq(EVEN, EVEN, 31);
    asm.vpsllq(values, values, 1);
    asm.vpblendmd(values.masked(ODD), EVEN, values);
    asm.vpbroadcastd(EVEN, Address.at(parameters, at + DROPPED_BITS));
    asm.vpand(EVEN, EVEN, values);
    asm.vpbroadcastd(LIMIT, Address.at(parameters, at + HALF));
    asm.vpsrld(SIGN, values, 31);
    asm.vpaddd(LIMIT, LIMIT, SIGN);
    asm.vpcmpd(UP, EVEN, LIMIT, IntegerPredicate.GT);
    asm.vmovq(COUNT, Address.at(parameters, at + RIGHT_SHIFT));
    asm.vpsrad(values, values, COUNT);
    asm.vpternlogd(SIGN, SIGN, SIGN, 0xFF);
    asm.vpsubd(values.masked(UP), values, SIGN);
  }
}
