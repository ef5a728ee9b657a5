/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Rounding;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/**
 * Dequantizes to FLOAT32 (AVX-512). TFLM multiplies in double, where the product of the scale and a
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

  private static final Vec VALUE = zmm(0);
  private static final Vec FACTOR = zmm(1);
  private static final Vec OFFSET = zmm(2);

  @Override
  public int lanes() {
    return 16;
  }

  @Override
  public void prepare(ElementCode code) {
    code.asm().vbroadcastss(FACTOR, Address.at(ElementCode.CONSTANT, SCALE));
    code.asm().vpbroadcastd(OFFSET, Address.at(ElementCode.CONSTANT, ZERO_POINT));
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    Assembler asm = code.asm();
    code.load(VALUE, 0, inputType, tail);
    asm.vpsubd(VALUE, VALUE, OFFSET);
    asm.vcvtdq2ps(VALUE, VALUE);
    asm.vmulps(VALUE, VALUE, FACTOR.rounded(Rounding.NEAREST));
    code.store(VALUE, TensorType.FLOAT32, tail);
  }
}
