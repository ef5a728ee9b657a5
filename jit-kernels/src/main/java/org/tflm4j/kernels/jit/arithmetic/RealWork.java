/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.arithmetic;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.FloatPredicate;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Rounding;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/**
 * Operators on two elements of FLOAT32 (AVX-512), each bit as the reference has it. The constant
 * has the range of the output.
 *
 * @param function of the two elements
 * @param clamps true if the result is clamped
 */
record RealWork(Function function, boolean clamps) implements ElementWork {
  /** What is computed. */
  enum Function {
    ADD,
    SUB,
    MUL,
    DIV,
    SQUARED_DIFFERENCE,
    MAXIMUM,
    MINIMUM,
    PRELU
  }

  private static final int MIN_AT = 0;
  private static final int MAX_AT = 4;

  private static final Vec X = zmm(0);
  private static final Vec Y = zmm(1);
  private static final Vec STANDING = zmm(2);
  private static final Vec MIN = zmm(3);
  private static final Vec MAX = zmm(4);
  private static final Vec ZERO = zmm(5);
  private static final Mask KEPT = Mask.k(1);

  /** Writes the constant. */
  static void fill(MemorySegment constant, RealRange range) {
    constant.set(ValueLayout.JAVA_FLOAT, MIN_AT, range.min());
    constant.set(ValueLayout.JAVA_FLOAT, MAX_AT, range.max());
  }

  @Override
  public int lanes(Target target) {
    return 16;
  }

  @Override
  public void prepare(ElementCode code) {
    if (clamps) {
      code.asm().vbroadcastss(MIN, Address.at(ElementCode.CONSTANT, MIN_AT));
      code.asm().vbroadcastss(MAX, Address.at(ElementCode.CONSTANT, MAX_AT));
    }
    code.vectors().zero(ZERO);
  }

  @Override
  public void row(ElementCode code) {
    for (int input = 0; input < 2; input++) {
      if (!code.moves(input)) {
        code.asm().vbroadcastss(STANDING, code.input(input));
      }
    }
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    Vec x = operand(code, X, 0, tail);
    Vec y = operand(code, Y, 1, tail);
    compute(code.asm(), x, y);
    if (clamps) {
      // Both instructions give the second source where one is NaN.
      code.asm().vmaxps(X, MIN, X);
      code.asm().vminps(X, MAX, X);
    }
    code.vectors().store(code.output(tail), X);
  }

  private void compute(Assembler asm, Vec x, Vec y) {
    Vec last = y.rounded(Rounding.NEAREST);
    switch (function) {
      case ADD -> asm.vaddps(X, x, last);
      case SUB -> asm.vsubps(X, x, last);
      case MUL -> asm.vmulps(X, x, last);
      case DIV -> asm.vdivps(X, x, last);
      case SQUARED_DIFFERENCE -> {
        asm.vsubps(X, x, last);
        asm.vmulps(X, X, X.rounded(Rounding.NEAREST));
      }
      case MAXIMUM -> asm.vmaxps(X, x, y);
      case MINIMUM -> asm.vminps(X, x, y);
      case PRELU -> {
        asm.vcmpps(KEPT, x, ZERO, FloatPredicate.GE);
        asm.vmulps(Y, x, last);
        asm.vblendmps(X.masked(KEPT), Y, x);
      }
    }
  }

  private static Vec operand(ElementCode code, Vec to, int input, Mask tail) {
    if (!code.moves(input)) {
      return STANDING;
    }
    code.load(to, input, TensorType.FLOAT32, tail);
    return to;
  }
}
