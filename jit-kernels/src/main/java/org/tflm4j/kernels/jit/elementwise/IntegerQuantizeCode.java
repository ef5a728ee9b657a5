/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import java.lang.foreign.MemorySegment;
import org.tflm4j.api.op.Quantize;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.FixedPointCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits the requantization of INT16 and INT32. The sums with the zero points may wrap, as they do
 * in TFLM.
 *
 * <p>State: see {@link ElementRuns}; the constant has the multiplier and the zero points.
 *
 * @param inputType INT16 or INT32
 * @param outputType INT8, INT16 or INT32
 * @param target what it is emitted for
 */
record IntegerQuantizeCode(TensorType inputType, TensorType outputType, Target target) {
  private static final int INPUT_ZERO_POINT = FixedPointCode.BYTES;
  private static final int OUTPUT_ZERO_POINT = INPUT_ZERO_POINT + VectorCode.CONSTANT_BYTES;

  /** Bytes of the constant. */
  static final int CONSTANT_BYTES = OUTPUT_ZERO_POINT + VectorCode.CONSTANT_BYTES;

  /** Writes the constant. */
  static void fill(MemorySegment constant, Quantize.Quantized numerics) {
    FixedPointCode.parameters(constant, 0, numerics.multiplier());
    VectorCode.constant(constant, INPUT_ZERO_POINT, numerics.inputZeroPoint());
    VectorCode.constant(constant, OUTPUT_ZERO_POINT, numerics.outputZeroPoint());
  }

  Assembler emit() {
    Assembler asm = target.newAssembler();
    VectorCode vectors = new VectorCode(asm, target);
    Vec value = vectors.vector(0);
    Vec temp = vectors.vector(1);
    FixedPointCode product = new FixedPointCode(vectors, temp, vectors.vector(2));
    ElementLoop loop =
        new ElementLoop(vectors, vectors.lanes(), inputType.bytes(), outputType.bytes());
    loop.enter();
    product.prepare();
    loop.emit(() -> {
      if (inputType == TensorType.INT16) {
        asm.vpmovsxwd(loop.loaded(value), Address.at(ElementLoop.INPUT));
      } else {
        vectors.load(loop.loaded(value), Address.at(ElementLoop.INPUT));
      }
      asm.vpsubd(value, value, vectors.everyLane(ElementLoop.CONSTANT, INPUT_ZERO_POINT));
      product.emit(value, vectors.vector(3), ElementLoop.CONSTANT, 0);
      asm.vpaddd(value, value, vectors.everyLane(ElementLoop.CONSTANT, OUTPUT_ZERO_POINT));
      switch (outputType) {
        case INT8 -> vectors.storeBytes(loop.output(), value, null, temp);
        case INT16 -> vectors.storeWords(loop.output(), value, temp);
        default -> vectors.store(loop.output(), value);
      }
    });
    return asm;
  }
}
