/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.VectorCode;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/**
 * Dequantizes to FLOAT32. TFLM multiplies in double, where the product of the scale and a
 * difference of less than 24 bits is exact, and rounds that to float: one rounding, as a product in
 * float has. The constant has the scale and the zero point.
 *
 * @param inputType INT8, UINT8 or INT16
 */
record DequantizeWork(TensorType inputType) implements ElementWork {
  /** Where the constant has the scale. */
  static final int SCALE = 0;

  /** Where the constant has the zero point. */
  static final int ZERO_POINT = 4;

  // Numbers of registers.
  private static final int FACTOR = 1;
  private static final int OFFSET = 2;

  @Override
  public int lanes(Target target) {
    return target.vectorBytes() / Integer.BYTES;
  }

  @Override
  public void prepare(ElementCode code) {
    VectorCode vectors = code.vectors();
    code.asm().vbroadcastss(vectors.vector(FACTOR), Address.at(ElementCode.CONSTANT, SCALE));
    code.asm().vpbroadcastd(vectors.vector(OFFSET), Address.at(ElementCode.CONSTANT, ZERO_POINT));
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    Assembler asm = code.asm();
    VectorCode vectors = code.vectors();
    Vec value = vectors.vector(0);
    code.load(value, 0, inputType, tail);
    asm.vpsubd(value, value, vectors.vector(OFFSET));
    asm.vcvtdq2ps(value, value);
    asm.vmulps(value, value, vectors.nearest(vectors.vector(FACTOR)));
    vectors.store(code.output(tail), value);
  }
}
