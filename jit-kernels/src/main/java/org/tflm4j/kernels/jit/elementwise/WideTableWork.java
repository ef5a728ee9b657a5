/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/**
 * Looks bytes up in a table of 256 ints, the constant, with outputs of 16 or 32 bits (AVX-512).
 *
 * @param outputType INT16 or INT32; the table holds none that it does not
 */
record WideTableWork(TensorType outputType) implements ElementWork {
  private static final Vec INDEX = zmm(0);
  private static final Vec VALUE = zmm(1);
  private static final Mask GATHERED = Mask.k(1);

  @Override
  public int lanes() {
    return 16;
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    Assembler asm = code.asm();
    code.load(INDEX, 0, TensorType.UINT8, tail);
    asm.kxnorw(GATHERED, GATHERED, GATHERED);
    asm.vpgatherdd(
        VALUE.masked(GATHERED), Address.gather(ElementCode.CONSTANT, INDEX, Integer.BYTES, 0));
    code.store(VALUE, outputType, tail);
  }
}
