/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.FloatPredicate;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.VectorCode;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/**
 * Quantizes FLOAT32: divided by the scale, rounded half away from zero, the zero point added,
 * saturated. NaN becomes the zero point. The constant has the scale, the zero point, and the
 * numbers that the code needs.
 *
 * @param outputType INT8 or INT16
 */
record FloatQuantizeWork(TensorType outputType) implements ElementWork {
  /** Where the constant has the scale. */
  static final int SCALE = 0;

  /** Where the constant has the zero point, an int of at most 16 bits. */
  static final int ZERO_POINT = 4;

  private static final int MIN = 8;
  private static final int MAX = 12;
  private static final int HALF = 16;
  private static final int MINUS_HALF = 20;

  /** Beyond this every output saturates, whatever its zero point. */
  private static final float LIMIT = 1 << 18;

  /** The register of the number at the start of the constant; the others follow. */
  private static final int NUMBERS = 3;

  /** Writes the numbers that the code needs besides scale and zero point. */
  static void fill(MemorySegment constant) {
    constant.set(ValueLayout.JAVA_FLOAT, MIN, -LIMIT);
    constant.set(ValueLayout.JAVA_FLOAT, MAX, LIMIT);
    constant.set(ValueLayout.JAVA_FLOAT, HALF, 0.5f);
    constant.set(ValueLayout.JAVA_FLOAT, MINUS_HALF, -0.5f);
  }

  @Override
  public int lanes(Target target) {
    return target.vectorBytes() / Integer.BYTES;
  }

  private static Vec number(VectorCode vectors, int at) {
    return vectors.vector(NUMBERS + at / Integer.BYTES);
  }

  @Override
  public void prepare(ElementCode code) {
    for (int at = SCALE; at <= MINUS_HALF; at += Integer.BYTES) {
      code.asm().vpbroadcastd(number(code.vectors(), at), Address.at(ElementCode.CONSTANT, at));
    }
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    Assembler asm = code.asm();
    VectorCode vectors = code.vectors();
    Vec value = vectors.vector(0);
    Vec whole = vectors.vector(1);
    Vec chosen = vectors.vector(2);
    code.load(value, 0, TensorType.FLOAT32, tail);
    asm.vdivps(value, value, vectors.nearest(number(vectors, SCALE)));
    vectors.compareFloats(chosen, value, value, FloatPredicate.ORDERED);
    asm.vmaxps(value, value, number(vectors, MIN));
    asm.vpand(value, value, chosen);
    asm.vminps(value, value, number(vectors, MAX));
    // Cut to an int, a rest of at least one half, exact as all its bits are the value's, adds one.
    asm.vcvttps2dq(whole, value);
    asm.vcvtdq2ps(chosen, whole);
    asm.vsubps(value, value, chosen);
    vectors.compareFloats(chosen, value, number(vectors, HALF), FloatPredicate.GE);
    asm.vpsubd(whole, whole, chosen);
    vectors.compareFloats(chosen, value, number(vectors, MINUS_HALF), FloatPredicate.LE);
    asm.vpaddd(whole, whole, chosen);
    asm.vpaddd(whole, whole, number(vectors, ZERO_POINT));
    code.store(whole, outputType, tail, chosen);
  }
}
