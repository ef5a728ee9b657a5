/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import java.lang.foreign.MemorySegment;
import org.tflm4j.api.op.Quantize;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.FixedPointCode;
import org.tflm4j.kernels.jit.support.VectorCode;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/**
 * Requantizes INT16 and INT32. The sums with the zero points may wrap, as they do in TFLM. The
 * constant has the multiplier and the zero points.
 *
 * @param inputType INT16 or INT32
 * @param outputType INT8, INT16 or INT32
 */
record IntegerQuantizeWork(TensorType inputType, TensorType outputType) implements ElementWork {
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

  private static FixedPointCode product(VectorCode vectors) {
    return new FixedPointCode(vectors, vectors.vector(1), vectors.vector(2));
  }

  @Override
  public int lanes(Target target) {
    return target.vectorBytes() / Integer.BYTES;
  }

  @Override
  public void prepare(ElementCode code) {
    product(code.vectors()).prepare();
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    Assembler asm = code.asm();
    VectorCode vectors = code.vectors();
    Vec value = vectors.vector(0);
    code.load(value, 0, inputType, tail);
    asm.vpsubd(value, value, vectors.everyLane(ElementCode.CONSTANT, INPUT_ZERO_POINT));
    product(vectors).emit(value, vectors.vector(3), ElementCode.CONSTANT, 0);
    asm.vpaddd(value, value, vectors.everyLane(ElementCode.CONSTANT, OUTPUT_ZERO_POINT));
    code.store(value, outputType, tail, vectors.vector(1));
  }
}
