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
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/**
 * Activation functions of FLOAT32 (AVX-512), each bit as the reference has it. Of a maximum or
 * minimum the second source is taken where one is NaN, or both are zeros.
 *
 * @param function which one
 */
record RealActivationWork(Function function) implements ElementWork {
  /** The function. */
  enum Function {
    RELU,
    RELU6,
    LEAKY_RELU,
    HARD_SWISH
  }

  private static final int PARAMETER_AT = 0;
  private static final int SIX_AT = 4;
  private static final int THREE_AT = 8;

  private static final Vec X = zmm(0);
  private static final Vec RESULT = zmm(1);
  private static final Vec ZERO = zmm(2);
  private static final Vec PARAMETER = zmm(3);
  private static final Vec SIX = zmm(4);
  private static final Vec THREE = zmm(5);
  private static final Mask POSITIVE = Mask.k(1);

  /**
   * Writes the constant.
   *
   * @param parameter alpha of LEAKY_RELU
   */
  static void fill(MemorySegment constant, float parameter) {
    constant.set(ValueLayout.JAVA_FLOAT, PARAMETER_AT, parameter);
    constant.set(ValueLayout.JAVA_FLOAT, SIX_AT, 6);
    constant.set(ValueLayout.JAVA_FLOAT, THREE_AT, 3);
  }

  @Override
  public int lanes(Target target) {
    return 16;
  }

  @Override
  public void prepare(ElementCode code) {
    Assembler asm = code.asm();
    code.vectors().zero(ZERO);
    asm.vbroadcastss(PARAMETER, Address.at(ElementCode.CONSTANT, PARAMETER_AT));
    asm.vbroadcastss(SIX, Address.at(ElementCode.CONSTANT, SIX_AT));
    asm.vbroadcastss(THREE, Address.at(ElementCode.CONSTANT, THREE_AT));
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    Assembler asm = code.asm();
    code.load(X, 0, TensorType.FLOAT32, tail);
    switch (function) {
      case RELU -> asm.vmaxps(RESULT, ZERO, X);
      case RELU6 -> {
        asm.vmaxps(RESULT, ZERO, X);
        asm.vminps(RESULT, SIX, RESULT);
      }
      case LEAKY_RELU -> {
        asm.vcmpps(POSITIVE, X, ZERO, FloatPredicate.GT);
        asm.vmulps(RESULT, X, PARAMETER.rounded(Rounding.NEAREST));
        asm.vmovaps(RESULT.masked(POSITIVE), X);
      }
      case HARD_SWISH -> {
        asm.vaddps(RESULT, X, THREE.rounded(Rounding.NEAREST));
        asm.vmaxps(RESULT, RESULT, ZERO);
        asm.vminps(RESULT, RESULT, SIX);
        asm.vmulps(RESULT, X, RESULT.rounded(Rounding.NEAREST));
        asm.vdivps(RESULT, RESULT, SIX.rounded(Rounding.NEAREST));
      }
    }
    code.vectors().store(code.output(tail), RESULT);
  }
}
