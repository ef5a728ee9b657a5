/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.FloatPredicate;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Rounding;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/**
 * Quantizes FLOAT32 (AVX-512): divided by the scale, rounded half away from zero, the zero point
 * added, saturated. NaN becomes the zero point.
 *
 * <p>The constant has the scale, the zero point, and the numbers that the code needs.
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

  private static final Vec VALUE = zmm(0);
  private static final Vec WHOLE = zmm(1);
  private static final Vec REST = zmm(2);
  private static final Vec DIVISOR = zmm(3);
  private static final Vec OFFSET = zmm(4);
  private static final Vec LOWEST = zmm(5);
  private static final Vec HIGHEST = zmm(6);
  private static final Vec MINUS_ONE = zmm(7);
  private static final Mask CHOSEN = Mask.k(1);

  /** Writes the numbers that the code needs besides scale and zero point. */
  static void fill(MemorySegment constant) {
    constant.set(ValueLayout.JAVA_FLOAT, MIN, -LIMIT);
    constant.set(ValueLayout.JAVA_FLOAT, MAX, LIMIT);
    constant.set(ValueLayout.JAVA_FLOAT, HALF, 0.5f);
    constant.set(ValueLayout.JAVA_FLOAT, MINUS_HALF, -0.5f);
  }

  @Override
  public int lanes() {
    return 16;
  }

  @Override
  public void prepare(ElementCode code) {
    Assembler asm = code.asm();
    asm.vbroadcastss(DIVISOR, Address.at(ElementCode.CONSTANT, SCALE));
    asm.vpbroadcastd(OFFSET, Address.at(ElementCode.CONSTANT, ZERO_POINT));
    asm.vbroadcastss(LOWEST, Address.at(ElementCode.CONSTANT, MIN));
    asm.vbroadcastss(HIGHEST, Address.at(ElementCode.CONSTANT, MAX));
    asm.vpternlogd(MINUS_ONE, MINUS_ONE, MINUS_ONE, 0xFF);
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    code.load(VALUE, 0, TensorType.FLOAT32, tail);
    quantize(code.asm());
    code.store(WHOLE, outputType, tail);
  }

  /**
   * Cut to an int, a rest of at least one half, exact as all its bits are the value's, adds one.
   */
  private static void quantize(Assembler asm) {
    asm.vdivps(VALUE, VALUE, DIVISOR.rounded(Rounding.NEAREST));
    asm.vcmpps(CHOSEN, VALUE, VALUE, FloatPredicate.ORDERED);
    asm.vmaxps(VALUE.zeroed(CHOSEN), VALUE, LOWEST);
    asm.vminps(VALUE, VALUE, HIGHEST);
    asm.vcvttps2dq(WHOLE, VALUE);
    asm.vcvtdq2ps(REST, WHOLE);
    asm.vsubps(REST, VALUE, REST);
    asm.vcmpps(CHOSEN, REST, Address.at(ElementCode.CONSTANT, HALF).broadcast(), FloatPredicate.GE);
    asm.vpsubd(WHOLE.masked(CHOSEN), WHOLE, MINUS_ONE);
    asm.vcmpps(
        CHOSEN, REST, Address.at(ElementCode.CONSTANT, MINUS_HALF).broadcast(), FloatPredicate.LE);
    asm.vpaddd(WHOLE.masked(CHOSEN), WHOLE, MINUS_ONE);
    asm.vpaddd(WHOLE, WHOLE, OFFSET);
  }
}
