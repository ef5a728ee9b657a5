/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits the dequantization to FLOAT32. TFLM multiplies in double, where the product of the scale
 * and a difference of less than 24 bits is exact, and rounds that to float: one rounding, as a
 * product in float has.
 *
 * <p>State: see {@link ElementRuns}; the constant has the scale and the zero point.
 *
 * @param inputType INT8, UINT8 or INT16
 * @param target what it is emitted for
 */
record DequantizeCode(TensorType inputType, Target target) {
  /** Where the constant has the scale. */
  static final int SCALE = 0;

  /** Where the constant has the zero point. */
  static final int ZERO_POINT = 4;

  Assembler emit() {
    Assembler asm = target.newAssembler();
    VectorCode vectors = new VectorCode(asm, target);
    Vec value = vectors.vector(0);
    Vec factor = vectors.vector(1);
    Vec offset = vectors.vector(2);
    ElementLoop loop = new ElementLoop(vectors, vectors.lanes(), inputType.bytes(), Float.BYTES);
    loop.enter();
    asm.vbroadcastss(factor, Address.at(ElementLoop.CONSTANT, SCALE));
    asm.vpbroadcastd(offset, Address.at(ElementLoop.CONSTANT, ZERO_POINT));
    loop.emit(() -> {
      load(asm, loop.loaded(value));
      asm.vpsubd(value, value, offset);
      asm.vcvtdq2ps(value, value);
      asm.vmulps(value, value, vectors.nearest(factor));
      asm.vmovups(loop.output(), value);
    });
    return asm;
  }

  private void load(Assembler asm, Vec to) {
    Address input = Address.at(ElementLoop.INPUT);
    switch (inputType) {
      case INT8 -> asm.vpmovsxbd(to, input);
      case UINT8 -> asm.vpmovzxbd(to, input);
      default -> asm.vpmovsxwd(to, input);
    }
  }
}
