/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.op.Quantize;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.FixedPointCode;
import org.tflm4j.kernels.jit.support.VectorCode;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/**
 * Requantizes INT16 and INT32 (AVX-512). The sums with the zero points may wrap, as they do in
 * TFLM.
 *
 * <p>The constant has the multiplier and the zero points.
 *
 * @param inputType INT16 or INT32
 * @param outputType INT8, INT16 or INT32
 */
record IntegerQuantizeWork(TensorType inputType, TensorType outputType) implements ElementWork {
  private static final int INPUT_ZERO_POINT = FixedPointCode.BYTES;
  private static final int OUTPUT_ZERO_POINT = FixedPointCode.BYTES + 4;

  /** Bytes of the constant. */
  static final int CONSTANT_BYTES = FixedPointCode.BYTES + 8;

  private static final Vec VALUE = zmm(0);

  /** Writes the constant. */
  static void fill(MemorySegment constant, Quantize.Quantized numerics) {
    FixedPointCode.parameters(constant, 0, numerics.multiplier());
    constant.set(ValueLayout.JAVA_INT, INPUT_ZERO_POINT, numerics.inputZeroPoint());
    constant.set(ValueLayout.JAVA_INT, OUTPUT_ZERO_POINT, numerics.outputZeroPoint());
  }

  private static FixedPointCode product(ElementCode code) {
    return new FixedPointCode(new VectorCode(code.asm(), code.target()), zmm(1), zmm(2));
  }

  @Override
  public int lanes() {
    return 16;
  }

  @Override
  public void prepare(ElementCode code) {
    product(code).prepare();
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    Assembler asm = code.asm();
    code.load(VALUE, 0, inputType, tail);
    asm.vpsubd(VALUE, VALUE, Address.at(ElementCode.CONSTANT, INPUT_ZERO_POINT).broadcast());
    product(code).emit(VALUE, zmm(3), ElementCode.CONSTANT, 0);
    asm.vpaddd(VALUE, VALUE, Address.at(ElementCode.CONSTANT, OUTPUT_ZERO_POINT).broadcast());
    code.store(VALUE, outputType, tail);
  }
}
