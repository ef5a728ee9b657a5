/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.arithmetic;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.op.Prelu;
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
 * PRELU of INT8, or of INT16 with an alpha of INT8, in the reference's integers (AVX-512). Products
 * may wrap, as they do there.
 *
 * @param type of input and output
 */
record PreluWork(TensorType type) implements ElementWork {
  private static final int NEGATIVE = FixedPointCode.BYTES;
  private static final int ZERO_POINTS = 2 * FixedPointCode.BYTES;
  private static final int OUTPUT_ZERO_POINT = ZERO_POINTS + 8;

  /** Bytes of the constant. */
  static final int CONSTANT_BYTES = 2 * FixedPointCode.BYTES + 64;

  private static final Vec X = zmm(0);
  private static final Vec ALPHA = zmm(1);
  private static final Vec PRODUCT = zmm(2);
  private static final Vec FACTOR = zmm(3);
  private static final Vec ZERO = zmm(6);
  private static final Vec STANDING = zmm(7);
  private static final Mask BELOW = Mask.k(1);

  /** Writes the constant. */
  static void fill(MemorySegment constant, Prelu.Quantized numerics) {
    FixedPointCode.parameters(constant, 0, numerics.identityMultiplier());
    FixedPointCode.parameters(constant, NEGATIVE, numerics.alphaMultiplier());
    constant.set(ValueLayout.JAVA_INT, ZERO_POINTS, numerics.inputZeroPoint());
    constant.set(ValueLayout.JAVA_INT, ZERO_POINTS + Integer.BYTES, numerics.alphaZeroPoint());
    constant.set(ValueLayout.JAVA_INT, OUTPUT_ZERO_POINT, numerics.outputZeroPoint());
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
    code.asm().vpxorq(ZERO, ZERO, ZERO);
  }

  private TensorType type(int input) {
    return input == Prelu.ALPHA ? TensorType.INT8 : type;
  }

  @Override
  public void row(ElementCode code) {
    for (int input = 0; input < 2; input++) {
      if (!code.moves(input)) {
        code.loadStanding(STANDING, input, type(input));
        code.asm().vpsubd(STANDING, STANDING, zeroPoint(input));
      }
    }
  }

  private static Address zeroPoint(int input) {
    return Address.at(ElementCode.CONSTANT, ZERO_POINTS + Integer.BYTES * input).broadcast();
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    Assembler asm = code.asm();
    operand(code, X, Prelu.INPUT, tail);
    operand(code, ALPHA, Prelu.ALPHA, tail);
    Gp64 constant = ElementCode.CONSTANT;
    asm.vpmulld(PRODUCT, X, ALPHA);
    product(code).emit(PRODUCT, FACTOR, constant, NEGATIVE);
    asm.vpcmpgtd(BELOW, ZERO, X);
    product(code).emit(X, FACTOR, constant, 0);
    asm.vmovdqu32(X.masked(BELOW), PRODUCT);
    asm.vpaddd(X, X, Address.at(constant, OUTPUT_ZERO_POINT).broadcast());
    code.store(X, type, tail);
  }

  private void operand(ElementCode code, Vec to, int input, Mask tail) {
    if (code.moves(input)) {
      code.load(to, input, type(input), tail);
      code.asm().vpsubd(to, to, zeroPoint(input));
    } else {
      code.asm().vmovdqa32(to, STANDING);
    }
  }
}
