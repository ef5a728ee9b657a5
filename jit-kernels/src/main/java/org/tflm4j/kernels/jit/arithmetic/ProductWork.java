/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.arithmetic;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;
import org.tflm4j.kernels.jit.support.product.Epilogue;
import org.tflm4j.kernels.jit.support.product.RequantizationCode;
import org.tflm4j.kernels.jit.support.product.SingleScale;

/**
 * MUL of INT8 (AVX-512): products of 17 bits, requantized.
 *
 * @param epilogue their requantization, without clamps
 */
record ProductWork(Epilogue epilogue) implements ElementWork {
  private static final int ZERO_POINTS = SingleScale.BYTES;
  private static final int MIN_AT = ZERO_POINTS + 8;
  private static final int MAX_AT = ZERO_POINTS + 9;

  /** Bytes of the constant. */
  static final int CONSTANT_BYTES = SingleScale.BYTES + 64;

  private static final int X = 0;
  private static final int Y = 4;
  private static final Vec TEMP = zmm(8);
  private static final Vec TEMP2 = zmm(9);
  private static final Vec SCALE = zmm(10);
  private static final Vec STANDING = zmm(11);
  private static final int ZERO_POINT = 12;
  private static final Vec MIN = zmm(14);
  private static final Vec MAX = zmm(15);
  private static final Vec ORDER = zmm(16);

  /** Writes the constant. */
  static void fill(MemorySegment constant, SingleScale scale, Arithmetic.Product numerics) {
    scale.fill(constant, 64, 0);
    constant.set(ValueLayout.JAVA_INT, ZERO_POINTS, numerics.input1ZeroPoint());
    constant.set(ValueLayout.JAVA_INT, ZERO_POINTS + Integer.BYTES, numerics.input2ZeroPoint());
    constant.set(ValueLayout.JAVA_BYTE, MIN_AT, (byte) numerics.output().activation().min());
    constant.set(ValueLayout.JAVA_BYTE, MAX_AT, (byte) numerics.output().activation().max());
  }

  private RequantizationCode requantization(ElementCode code) {
    return new RequantizationCode(code.vectors(), epilogue, ElementCode.CONSTANT, TEMP, TEMP2);
  }

  private static Address tables() {
    return Address.at(ElementCode.CONSTANT, SingleScale.TABLES);
  }

  @Override
  public int lanes(Target target) {
    return 64;
  }

  @Override
  public void prepare(ElementCode code) {
    Assembler asm = code.asm();
    requantization(code).prepare();
    code.loadOrder(ORDER, TEMP);
    requantization(code).loadScale(SCALE, tables());
    for (int i = 0; i < 2; i++) {
      Address zeroPoint = Address.at(ElementCode.CONSTANT, ZERO_POINTS + Integer.BYTES * i);
      asm.vpbroadcastd(zmm(ZERO_POINT + i), zeroPoint);
    }
    asm.vpbroadcastb(MIN, Address.at(ElementCode.CONSTANT, MIN_AT));
    asm.vpbroadcastb(MAX, Address.at(ElementCode.CONSTANT, MAX_AT));
  }

  @Override
  public void row(ElementCode code) {
    for (int input = 0; input < 2; input++) {
      if (!code.moves(input)) {
        code.loadStanding(STANDING, input, TensorType.INT8);
        code.asm().vpsubd(STANDING, STANDING, zmm(ZERO_POINT + input));
      }
    }
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    Assembler asm = code.asm();
    for (int input = 0; input < 2; input++) {
      if (code.moves(input)) {
        int first = input == 0 ? X : Y;
        code.loadParts(first, input, tail, TEMP);
        for (int part = 0; part < ElementCode.PARTS; part++) {
          asm.vpsubd(zmm(first + part), zmm(first + part), zmm(ZERO_POINT + input));
        }
      }
    }
    RequantizationCode requantization = requantization(code);
    for (int part = 0; part < ElementCode.PARTS; part++) {
      Vec x = code.moves(0) ? zmm(X + part) : STANDING;
      Vec y = code.moves(1) ? zmm(Y + part) : STANDING;
      asm.vpmulld(zmm(X + part), x, y);
      requantization.emit(zmm(X + part), SCALE, tables());
    }
    code.joinParts(X, ORDER);
    asm.vpmaxsb(zmm(X), zmm(X), MIN);
    asm.vpminsb(zmm(X), zmm(X), MAX);
    asm.vmovdqu8(code.output(tail), zmm(X));
  }
}
