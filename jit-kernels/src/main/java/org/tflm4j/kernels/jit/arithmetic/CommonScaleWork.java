/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.arithmetic;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.InputScaling;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.FixedPointCode;
import org.tflm4j.kernels.jit.support.VectorCode;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/**
 * ADD, SUB and SQUARED_DIFFERENCE of INT8 and INT16 in the reference's integers (AVX-512).
 *
 * @param kind one of these three
 * @param type of inputs and output
 * @param leftShift of the inputs
 */
record CommonScaleWork(Arithmetic.Kind kind, TensorType type, int leftShift)
    implements ElementWork {
  private static final int OUTPUT = 2 * FixedPointCode.BYTES;
  private static final int ZERO_POINTS = 3 * FixedPointCode.BYTES;
  private static final int OUTPUT_ZERO_POINT = ZERO_POINTS + 8;
  private static final int MIN = ZERO_POINTS + 12;
  private static final int MAX = ZERO_POINTS + 16;

  /** Bytes of the constant. */
  static final int CONSTANT_BYTES = 3 * FixedPointCode.BYTES + 64;

  private static final Vec X = zmm(0);
  private static final Vec Y = zmm(1);
  private static final Vec STANDING = zmm(2);
  private static final Vec FACTOR = zmm(3);

  /** Writes the constant. */
  static void fill(MemorySegment constant, Arithmetic.CommonScale numerics) {
    fill(constant, 0, numerics.input1());
    fill(constant, 1, numerics.input2());
    FixedPointCode.parameters(constant, OUTPUT, numerics.output().multiplier());
    constant.set(ValueLayout.JAVA_INT, OUTPUT_ZERO_POINT, numerics.output().zeroPoint());
    constant.set(ValueLayout.JAVA_INT, MIN, numerics.output().activation().min());
    constant.set(ValueLayout.JAVA_INT, MAX, numerics.output().activation().max());
  }

  private static void fill(MemorySegment constant, int input, InputScaling scaling) {
    FixedPointCode.parameters(constant, (long) FixedPointCode.BYTES * input, scaling.multiplier());
    constant.set(
        ValueLayout.JAVA_INT, ZERO_POINTS + (long) Integer.BYTES * input, scaling.zeroPoint());
  }

  private static FixedPointCode product(ElementCode code) {
    return new FixedPointCode(new VectorCode(code.asm(), code.target()), zmm(4), zmm(5));
  }

  @Override
  public int lanes() {
    return 16;
  }

  @Override
  public void prepare(ElementCode code) {
    product(code).prepare();
  }

  @Override
  public void row(ElementCode code) {
    for (int input = 0; input < 2; input++) {
      if (!code.moves(input)) {
        code.loadStanding(STANDING, input, type);
        scale(code, STANDING, input);
      }
    }
  }

  private void scale(ElementCode code, Vec value, int input) {
    Assembler asm = code.asm();
    Gp64 constant = ElementCode.CONSTANT;
    asm.vpsubd(value, value, Address.at(constant, ZERO_POINTS + Integer.BYTES * input).broadcast());
    asm.vpslld(value, value, leftShift);
    product(code).emit(value, FACTOR, constant, FixedPointCode.BYTES * input);
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    Assembler asm = code.asm();
    Vec x = operand(code, X, 0, tail);
    Vec y = operand(code, Y, 1, tail);
    switch (kind) {
      case ADD -> asm.vpaddd(X, x, y);
      case SUB -> asm.vpsubd(X, x, y);
      default -> {
        asm.vpsubd(X, x, y);
        asm.vpmulld(X, X, X);
      }
    }
    Gp64 constant = ElementCode.CONSTANT;
    product(code).emit(X, FACTOR, constant, OUTPUT);
    asm.vpaddd(X, X, Address.at(constant, OUTPUT_ZERO_POINT).broadcast());
    asm.vpmaxsd(X, X, Address.at(constant, MIN).broadcast());
    asm.vpminsd(X, X, Address.at(constant, MAX).broadcast());
    code.store(X, type, tail);
  }

  private Vec operand(ElementCode code, Vec to, int input, Mask tail) {
    if (!code.moves(input)) {
      return STANDING;
    }
    code.load(to, input, type, tail);
    scale(code, to, input);
    return to;
  }
}
