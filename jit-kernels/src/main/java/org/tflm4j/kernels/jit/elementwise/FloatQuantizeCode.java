/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.FloatPredicate;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits the quantization of FLOAT32: divided by the scale, rounded half away from zero, the zero
 * point added, saturated. NaN becomes the zero point.
 *
 * <p>State: see {@link ElementRuns}; the constant has the scale, the zero point, and the numbers
 * that the code needs.
 *
 * @param outputType INT8 or INT16
 * @param target what it is emitted for
 */
record FloatQuantizeCode(TensorType outputType, Target target) {
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

  /** Writes the numbers that the code needs besides scale and zero point. */
  static void fill(MemorySegment constant) {
    constant.set(ValueLayout.JAVA_FLOAT, MIN, -LIMIT);
    constant.set(ValueLayout.JAVA_FLOAT, MAX, LIMIT);
    constant.set(ValueLayout.JAVA_FLOAT, HALF, 0.5f);
    constant.set(ValueLayout.JAVA_FLOAT, MINUS_HALF, -0.5f);
  }

  Assembler emit() {
    Assembler asm = target.newAssembler();
    VectorCode vectors = new VectorCode(asm, target);
    ElementLoop loop = new ElementLoop(vectors, vectors.lanes(), Float.BYTES, outputType.bytes());
    loop.enter();
    Vec divisor = constant(vectors, 3, SCALE);
    Vec offset = constant(vectors, 4, ZERO_POINT);
    Vec lowest = constant(vectors, 5, MIN);
    Vec highest = constant(vectors, 6, MAX);
    Vec half = constant(vectors, 7, HALF);
    Vec minusHalf = constant(vectors, 8, MINUS_HALF);
    Vec value = vectors.vector(0);
    Vec whole = vectors.vector(1);
    Vec chosen = vectors.vector(2);
    loop.emit(() -> {
      asm.vmovups(loop.loaded(value), Address.at(ElementLoop.INPUT));
      asm.vdivps(value, value, vectors.nearest(divisor));
      vectors.compareFloats(chosen, value, value, FloatPredicate.ORDERED);
      asm.vmaxps(value, value, lowest);
      asm.vpand(value, value, chosen);
      asm.vminps(value, value, highest);
      // Cut to an int, a rest of at least one half, exact as all its bits are the value's, adds
      // one.
      asm.vcvttps2dq(whole, value);
      asm.vcvtdq2ps(chosen, whole);
      asm.vsubps(value, value, chosen);
      vectors.compareFloats(chosen, value, half, FloatPredicate.GE);
      asm.vpsubd(whole, whole, chosen);
      vectors.compareFloats(chosen, value, minusHalf, FloatPredicate.LE);
      asm.vpaddd(whole, whole, chosen);
      asm.vpaddd(whole, whole, offset);
      if (outputType == TensorType.INT8) {
        vectors.storeBytes(loop.output(), whole, null, chosen);
      } else {
        vectors.storeWords(loop.output(), whole, chosen);
      }
    });
    return asm;
  }

  private static Vec constant(VectorCode vectors, int number, int at) {
    Vec constant = vectors.vector(number);
    vectors.asm().vpbroadcastd(constant, Address.at(ElementLoop.CONSTANT, at));
    return constant;
  }
}
