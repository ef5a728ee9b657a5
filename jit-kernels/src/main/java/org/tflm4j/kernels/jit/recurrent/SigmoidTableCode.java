/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.recurrent;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.quantization.SigmoidTable;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;

/**
 * Emits the logistic function and the hyperbolic tangent of {@link SigmoidTable} (AVX-512). The 256
 * values of the table, 16 bits each, stay in registers 16 to 23; a permutation of words gets a
 * value and the next one into the halves of a lane. Uses registers 8 to 11, k4 and k5.
 */
final class SigmoidTableCode {
  private static final int KNOTS = 256;
  private static final int WORDS = 32;
  private static final int FIRST = 16;

  /** Bits of the fraction between two values. */
  private static final int LOGISTIC_BITS = 9;

  private static final int TANH_BITS = 8;

  // Constants behind the table, a dword each.
  private static final int NEXT_KNOT = 2 * KNOTS;
  private static final int LOGISTIC_FRACTION = NEXT_KNOT + 4;
  private static final int TANH_FRACTION = NEXT_KNOT + 8;
  private static final int LOGISTIC_ONE = NEXT_KNOT + 12;
  private static final int LOGISTIC_HALF = NEXT_KNOT + 16;
  private static final int TANH_ZERO = NEXT_KNOT + 20;
  private static final int TANH_HALF = NEXT_KNOT + 24;
  private static final int TANH_MAX = NEXT_KNOT + 28;
  private static final int LOWER = NEXT_KNOT + 32;

  /** Bytes of table and constants. */
  static final int BYTES = 2 * KNOTS + 64;

  private static final Vec MAGNITUDE = zmm(8);
  private static final Vec SIGN = zmm(9);
  private static final Vec INDEX = zmm(10);
  private static final Vec OTHER = zmm(11);
  private static final Mask SECOND = Mask.k(4);
  private static final Mask UPPER = Mask.k(5);

  private final Assembler asm;
  private final Gp64 parameters;
  private final int at;

  /**
   * Creates the emitter.
   *
   * @param parameters points to the table, {@code at} bytes before it
   */
  SigmoidTableCode(Assembler asm, Gp64 parameters, int at) {
    this.asm = asm;
    this.parameters = parameters;
    this.at = at;
  }

  /** Writes the table and the constants, 64-byte aligned. */
  static void table(MemorySegment to, long at) {
    for (int i = 0; i < KNOTS; i++) {
      to.set(ValueLayout.JAVA_SHORT, at + 2L * i, (short) SigmoidTable.knot(i));
    }
    to.set(ValueLayout.JAVA_INT, at + NEXT_KNOT, 1 << 16);
    to.set(ValueLayout.JAVA_INT, at + LOGISTIC_FRACTION, (1 << LOGISTIC_BITS) - 1);
    to.set(ValueLayout.JAVA_INT, at + TANH_FRACTION, (1 << TANH_BITS) - 1);
    to.set(ValueLayout.JAVA_INT, at + LOGISTIC_ONE, 1 << 25);
    to.set(ValueLayout.JAVA_INT, at + LOGISTIC_HALF, 1 << 9);
    to.set(ValueLayout.JAVA_INT, at + TANH_ZERO, 1 << 23);
    to.set(ValueLayout.JAVA_INT, at + TANH_HALF, 1 << 7);
    to.set(ValueLayout.JAVA_INT, at + TANH_MAX, (KNOTS - 1) << TANH_BITS);
    to.set(ValueLayout.JAVA_INT, at + LOWER, 0xFFFF);
  }

  /** Emits the load of the table. */
  void prepare() {
    for (int i = 0; i < KNOTS / WORDS; i++) {
      asm.vmovdqa32(zmm(FIRST + i), Address.at(parameters, at + 64 * i));
    }
  }

  private Address constant(int offset) {
    return Address.at(parameters, at + offset).broadcast();
  }

  /**
   * Replaces values by their logistic function in Q0.15.
   *
   * @param values in steps of the table, of magnitude at most {@code 255 << 9}
   */
  void logistic(Vec values) {
    asm.vpsrad(SIGN, values, 31);
    asm.vpabsd(MAGNITUDE, values);
    interpolate(values, LOGISTIC_BITS, LOGISTIC_FRACTION);
    // For negative inputs one less the value, less the smallest step.
    asm.vpxor(values, values, SIGN);
    asm.vpand(SIGN, SIGN, constant(LOGISTIC_ONE));
    asm.vpaddd(values, values, SIGN);
    asm.vpaddd(values, values, constant(LOGISTIC_HALF));
    asm.vpsrad(values, values, LOGISTIC_BITS + 1);
  }

  /**
   * Replaces values by their hyperbolic tangent in Q0.15. Beyond the last value of the table, which
   * has no fraction, it stays the same.
   *
   * @param values in steps of the table
   */
  void tanh(Vec values) {
    asm.vpsrad(SIGN, values, 31);
    asm.vpabsd(MAGNITUDE, values);
    asm.vpminsd(MAGNITUDE, MAGNITUDE, constant(TANH_MAX));
    interpolate(values, TANH_BITS, TANH_FRACTION);
    asm.vpsubd(values, values, constant(TANH_ZERO));
    asm.vpxor(values, values, SIGN);
    asm.vpaddd(values, values, constant(TANH_HALF));
    asm.vpsrad(values, values, TANH_BITS);
  }

  /**
   * Emits the value at a magnitude, with its fraction: at most 2^25. Steps between two values are
   * below 2^10, so that their product with the fraction is one of words.
   */
  private void interpolate(Vec to, int bits, int fraction) {
    asm.vpsrld(INDEX, MAGNITUDE, bits);
    asm.vpslld(OTHER, INDEX, 16);
    asm.vpaddd(INDEX, INDEX, OTHER);
    asm.vpaddd(INDEX, INDEX, constant(NEXT_KNOT));
    // Bits 6 and 7 of an index choose one of four permutations of 64 words.
    asm.vpsllw(OTHER, INDEX, 9);
    asm.vpmovw2m(SECOND, OTHER);
    asm.vpsllw(OTHER, INDEX, 8);
    asm.vpmovw2m(UPPER, OTHER);
    asm.vmovdqa32(to, INDEX);
    asm.vpermi2w(to, zmm(FIRST), zmm(FIRST + 1));
    asm.vmovdqa32(OTHER, INDEX);
    asm.vpermi2w(OTHER, zmm(FIRST + 2), zmm(FIRST + 3));
    asm.vpblendmw(to.masked(SECOND), to, OTHER);
    asm.vmovdqa32(OTHER, INDEX);
    asm.vpermi2w(OTHER, zmm(FIRST + 4), zmm(FIRST + 5));
    asm.vpermi2w(INDEX, zmm(FIRST + 6), zmm(FIRST + 7));
    asm.vpblendmw(OTHER.masked(SECOND), OTHER, INDEX);
    asm.vpblendmw(to.masked(UPPER), to, OTHER);
    asm.vpsrld(OTHER, to, 16);
    asm.vpand(to, to, constant(LOWER));
    asm.vpsubd(OTHER, OTHER, to);
    asm.vpand(MAGNITUDE, MAGNITUDE, constant(fraction));
    asm.vpmaddwd(OTHER, OTHER, MAGNITUDE);
    asm.vpslld(to, to, bits);
    asm.vpaddd(to, to, OTHER);
  }
}
