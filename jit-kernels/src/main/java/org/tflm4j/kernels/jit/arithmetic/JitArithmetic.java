/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.arithmetic;

import java.lang.foreign.MemorySegment;
import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.InputScaling;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.requantization.ScaledSum;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.element.ElementProgram;
import org.tflm4j.kernels.jit.support.element.ElementWork;
import org.tflm4j.kernels.jit.support.product.SingleScale;

/** ADD, SUB, MUL, SQUARED_DIFFERENCE, and DIV of FLOAT32. */
final class JitArithmetic {
  private JitArithmetic() {}

  static Offer create(Arithmetic op, KernelRequest request, Target target) {
    return switch (op.numerics()) {
      case Arithmetic.CommonScale numerics -> commonScale(op, numerics, request, target);
      case Arithmetic.Product numerics -> product(op, numerics, request, target);
      case Arithmetic.Real(RealRange activation) -> real(op, activation, request, target);
      case Arithmetic.Integers integers -> declined(op, request);
    };
  }

  private static Offer declined(Arithmetic op, KernelRequest request) {
    return Offer.declined(
        "there is no machine code for " + op.name() + " of " + request.inputType(0));
  }

  private static Offer real(
      Arithmetic op, RealRange activation, KernelRequest request, Target target) {
    MemorySegment constant = request.memory().allocate(64, 64);
    RealWork.fill(constant, activation);
    RealWork work =
        switch (op.kind()) {
          case ADD -> new RealWork(RealWork.Function.ADD, true);
          case SUB -> new RealWork(RealWork.Function.SUB, true);
          case MUL -> new RealWork(RealWork.Function.MUL, true);
          case DIV -> new RealWork(RealWork.Function.DIV, true);
          case SQUARED_DIFFERENCE -> new RealWork(RealWork.Function.SQUARED_DIFFERENCE, false);
        };
    return ElementProgram.binary(op.broadcast(), request, target, work, constant);
  }

  private static Offer commonScale(
      Arithmetic op, Arithmetic.CommonScale numerics, KernelRequest request, Target target) {
    TensorType type = request.inputType(Arithmetic.INPUT1);
    InputScaling input1 = numerics.input1();
    InputScaling input2 = numerics.input2();
    if (op.kind() != Arithmetic.Kind.SQUARED_DIFFERENCE
        && type == TensorType.INT8
        && isInt8(input1.zeroPoint())
        && isInt8(input2.zeroPoint())) {
      int sign = op.kind() == Arithmetic.Kind.ADD ? 1 : -1;
      ScaledSum sum = ScaledSum.of(input1, input2, numerics.output(), sign);
      if (sum != null) {
        MemorySegment constant = request.memory().allocate(ScaledSumWork.CONSTANT_BYTES, 64);
        ScaledSumWork.fill(constant, sum, numerics.output().activation());
        ElementWork work = new ScaledSumWork(sum.repairs());
        return ElementProgram.binary(op.broadcast(), request, target, work, constant);
      }
    }
    if (input1.leftShift() != input2.leftShift()
        || input1.multiplier().multiplier() < 0
        || input2.multiplier().multiplier() < 0
        || numerics.output().multiplier().multiplier() < 0) {
      return Offer.declined("its inputs have different shifts, or a multiplier is negative");
    }
    MemorySegment constant = request.memory().allocate(CommonScaleWork.CONSTANT_BYTES, 64);
    CommonScaleWork.fill(constant, numerics);
    ElementWork work = new CommonScaleWork(op.kind(), type, input1.leftShift());
    return ElementProgram.binary(op.broadcast(), request, target, work, constant);
  }

  private static boolean isInt8(int zeroPoint) {
    return zeroPoint == (byte) zeroPoint;
  }

  private static Offer product(
      Arithmetic op, Arithmetic.Product numerics, KernelRequest request, Target target) {
    if (op.kind() != Arithmetic.Kind.MUL || request.inputType(0) != TensorType.INT8) {
      return declined(op, request);
    }
    int zeroPoint1 = numerics.input1ZeroPoint();
    int zeroPoint2 = numerics.input2ZeroPoint();
    if (!isInt8(zeroPoint1) || !isInt8(zeroPoint2)) {
      return Offer.declined("the zero point of an input is none of INT8");
    }
    if (numerics.output().multiplier().multiplier() < 0) {
      return Offer.declined("its multiplier is negative");
    }
    // Less than 2^16 in magnitude.
    int most = Math.max(127 - zeroPoint1, 128 + zeroPoint1);
    most *= Math.max(127 - zeroPoint2, 128 + zeroPoint2);
    SingleScale scale = SingleScale.of(numerics.output(), -most, most);
    MemorySegment constant = request.memory().allocate(ProductWork.CONSTANT_BYTES, 64);
    ProductWork.fill(constant, scale, numerics);
    ElementWork work = new ProductWork(scale.epilogue(false));
    return ElementProgram.binary(op.broadcast(), request, target, work, constant);
  }
}
