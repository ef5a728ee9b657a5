/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.arithmetic;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Rounding;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.requantization.ScaledSum;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/**
 * ADD and SUB of INT8 in floats (AVX-512), see {@link ScaledSum}.
 *
 * @param repairs pairs of inputs whose output is put right
 */
record ScaledSumWork(int repairs) implements ElementWork {
  /** Bytes of the constant. */
  static final int CONSTANT_BYTES = 64;

  private static final int SCALE1_AT = 0;
  private static final int SCALE2_AT = 4;
  private static final int ADDEND_AT = 8;
  private static final int MIN_AT = 12;
  private static final int MAX_AT = 13;
  private static final int REPAIRS_AT = 16;

  private static final int X = 0;
  private static final int Y = 4;
  private static final Vec TEMP = zmm(8);

  /** Of an input that stands still: its bytes, and what does not change along the row. */
  private static final Vec STANDING = zmm(9);

  private static final Vec ROW = zmm(10);
  private static final Vec MIN = zmm(14);
  private static final Vec MAX = zmm(15);
  private static final Vec ORDER = zmm(16);
  private static final Vec SCALE1 = zmm(17);
  private static final Vec SCALE2 = zmm(18);
  private static final Vec ADDEND = zmm(19);
  private static final int REPAIRS = 20;
  private static final Mask MET = Mask.k(1);

  /** Writes the constant. */
  static void fill(MemorySegment constant, ScaledSum sum, IntegerRange activation) {
    constant.set(ValueLayout.JAVA_FLOAT, SCALE1_AT, sum.scale1());
    constant.set(ValueLayout.JAVA_FLOAT, SCALE2_AT, sum.scale2());
    constant.set(ValueLayout.JAVA_FLOAT, ADDEND_AT, sum.addend());
    constant.set(ValueLayout.JAVA_BYTE, MIN_AT, (byte) activation.min());
    constant.set(ValueLayout.JAVA_BYTE, MAX_AT, (byte) activation.max());
    for (int i = 0; i < sum.repairs(); i++) {
      long at = REPAIRS_AT + 3L * i;
      constant.set(ValueLayout.JAVA_BYTE, at, sum.repaired1(i));
      constant.set(ValueLayout.JAVA_BYTE, at + 1, sum.repaired2(i));
      constant.set(ValueLayout.JAVA_BYTE, at + 2, sum.repairedOutput(i));
    }
  }

  @Override
  public int lanes() {
    return 64;
  }

  @Override
  public void prepare(ElementCode code) {
    Assembler asm = code.asm();
    code.loadOrder(ORDER, TEMP);
    asm.vbroadcastss(SCALE1, Address.at(ElementCode.CONSTANT, SCALE1_AT));
    asm.vbroadcastss(SCALE2, Address.at(ElementCode.CONSTANT, SCALE2_AT));
    asm.vbroadcastss(ADDEND, Address.at(ElementCode.CONSTANT, ADDEND_AT));
    asm.vpbroadcastb(MIN, Address.at(ElementCode.CONSTANT, MIN_AT));
    asm.vpbroadcastb(MAX, Address.at(ElementCode.CONSTANT, MAX_AT));
    for (int i = 0; i < 3 * repairs; i++) {
      asm.vpbroadcastb(zmm(REPAIRS + i), Address.at(ElementCode.CONSTANT, REPAIRS_AT + i));
    }
  }

  @Override
  public void row(ElementCode code) {
    Assembler asm = code.asm();
    for (int input = 0; input < 2; input++) {
      if (!code.moves(input)) {
        asm.vpbroadcastb(STANDING, code.input(input));
        code.loadStanding(ROW, input, TensorType.INT8);
        asm.vcvtdq2ps(ROW, ROW);
        if (input == 1) {
          asm.vfmadd213ps(ROW, SCALE2, ADDEND.rounded(Rounding.NEAREST));
        }
      }
    }
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    Assembler asm = code.asm();
    if (code.moves(1)) {
      code.loadParts(Y, 1, tail, TEMP);
    }
    if (code.moves(0)) {
      code.loadParts(X, 0, tail, TEMP);
    }
    Vec addend = ADDEND.rounded(Rounding.NEAREST);
    Vec scale1 = SCALE1.rounded(Rounding.NEAREST);
    Vec row = ROW.rounded(Rounding.NEAREST);
    for (int part = 0; part < ElementCode.PARTS; part++) {
      Vec x = zmm(X + part);
      Vec y = zmm(Y + part);
      if (code.moves(1)) {
        asm.vcvtdq2ps(y, y);
        asm.vfmadd213ps(y, SCALE2, addend);
      }
      if (code.moves(0)) {
        asm.vcvtdq2ps(x, x);
        if (code.moves(1)) {
          asm.vfmadd231ps(y, x, scale1);
        } else {
          asm.vfmadd213ps(x, SCALE1, row);
        }
      } else {
        asm.vfmadd231ps(y, ROW, scale1);
      }
      Vec sum = code.moves(1) ? y : x;
      asm.vcvtps2dq(sum, sum.rounded(Rounding.NEAREST));
    }
    int sums = code.moves(1) ? Y : X;
    Vec result = zmm(sums);
    code.joinParts(sums, ORDER);
    asm.vpmaxsb(result, result, MIN);
    asm.vpminsb(result, result, MAX);
    for (int i = 0; i < repairs; i++) {
      meets(code, tail == null ? MET : MET.masked(tail), zmm(REPAIRS + 3 * i), 0);
      meets(code, MET.masked(MET), zmm(REPAIRS + 3 * i + 1), 1);
      asm.vmovdqu8(result.masked(MET), zmm(REPAIRS + 3 * i + 2));
    }
    asm.vmovdqu8(code.output(tail), result);
  }

  private static void meets(ElementCode code, Mask to, Vec value, int input) {
    if (code.moves(input)) {
      code.asm().vpcmpeqb(to, value, code.input(input));
    } else {
      code.asm().vpcmpeqb(to, value, STANDING);
    }
  }
}
