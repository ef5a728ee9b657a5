/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.VectorCode;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/**
 * Looks bytes up in a table of 256 ints, the constant, with outputs of 16 or 32 bits.
 *
 * @param outputType INT16 or INT32; the table holds none that it does not
 */
record WideTableWork(TensorType outputType) implements ElementWork {
  @Override
  public int lanes(Target target) {
    return target.vectorBytes() / Integer.BYTES;
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    VectorCode vectors = code.vectors();
    Vec index = vectors.vector(0);
    Vec value = vectors.vector(1);
    Vec temp = vectors.vector(2);
    code.load(index, 0, TensorType.UINT8, tail);
    vectors.gatherDwords(value, ElementCode.CONSTANT, index, temp);
    code.store(value, outputType, tail, temp);
  }
}
