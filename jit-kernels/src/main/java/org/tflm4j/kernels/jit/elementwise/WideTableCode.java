/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits the look-up of bytes in a table of 256 ints, with outputs of 16 or 32 bits.
 *
 * <p>State: see {@link ElementRuns}; the constant is the table.
 *
 * @param outputType INT16 or INT32
 * @param target what it is emitted for
 */
record WideTableCode(TensorType outputType, Target target) {
  Assembler emit() {
    Assembler asm = target.newAssembler();
    VectorCode vectors = new VectorCode(asm, target);
    Vec index = vectors.vector(0);
    Vec value = vectors.vector(1);
    Vec temp = vectors.vector(2);
    ElementLoop loop = new ElementLoop(vectors, vectors.lanes(), Byte.BYTES, outputType.bytes());
    loop.enter();
    loop.emit(() -> {
      asm.vpmovzxbd(loop.loaded(index), Address.at(ElementLoop.INPUT));
      vectors.gatherDwords(value, ElementLoop.CONSTANT, index, temp);
      if (outputType == TensorType.INT16) {
        vectors.storeWords(loop.output(), value, temp);
      } else {
        vectors.store(loop.output(), value);
      }
    });
    return asm;
  }
}
