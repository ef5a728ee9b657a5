/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.op.Quantize;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.FixedPointCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits the requantization of INT16 and INT32 (AVX-512). The sums with the zero points may wrap, as
 * they do in TFLM.
 *
 * <p>State: see {@link ElementRuns}; the constant has the multiplier and the zero points.
 *
 * @param inputType INT16 or INT32
 * @param outputType INT8, INT16 or INT32
 */
record IntegerQuantizeCode(TensorType inputType, TensorType outputType) {
  private static final int INPUT_ZERO_POINT = FixedPointCode.BYTES;
  private static final int OUTPUT_ZERO_POINT = FixedPointCode.BYTES + 4;

  /** Bytes of the constant. */
  static final int CONSTANT_BYTES = FixedPointCode.BYTES + 8;

  private static final int LANES = 16;
  private static final Gp64 INPUT = Gp64.R8;
  private static final Gp64 OUTPUT = Gp64.R9;
  private static final Gp64 CONSTANT = Gp64.R10;
  private static final Gp64 LEFT = Gp64.R11;
  private static final Vec VALUE = zmm(0);

  /** Writes the constant. */
  static void fill(MemorySegment constant, Quantize.Quantized numerics) {
    FixedPointCode.parameters(constant, 0, numerics.multiplier());
    constant.set(ValueLayout.JAVA_INT, INPUT_ZERO_POINT, numerics.inputZeroPoint());
    constant.set(ValueLayout.JAVA_INT, OUTPUT_ZERO_POINT, numerics.outputZeroPoint());
  }

  Assembler emit(Target target) {
    Assembler asm = target.newAssembler();
    FixedPointCode product = new FixedPointCode(new VectorCode(asm, target), zmm(1), zmm(2));
    ElementLoop.enter(asm, INPUT, OUTPUT, CONSTANT, LEFT);
    product.prepare();
    new ElementLoop(asm, LEFT, LANES)
        .emit(
            tail -> {
              load(asm, tail == null ? VALUE : VALUE.zeroed(tail));
              asm.vpsubd(VALUE, VALUE, Address.at(CONSTANT, INPUT_ZERO_POINT).broadcast());
              product.emit(VALUE, zmm(3), CONSTANT, 0);
              asm.vpaddd(VALUE, VALUE, Address.at(CONSTANT, OUTPUT_ZERO_POINT).broadcast());
              Address output = Address.at(OUTPUT);
              store(asm, tail == null ? output : output.masked(tail));
            },
            () -> {
              asm.add(INPUT, LANES * inputType.bytes());
              asm.add(OUTPUT, LANES * outputType.bytes());
            });
    ElementLoop.leave(asm);
    return asm;
  }

  private void load(Assembler asm, Vec to) {
    if (inputType == TensorType.INT16) {
      asm.vpmovsxwd(to, Address.at(INPUT));
    } else {
      asm.vmovdqu32(to, Address.at(INPUT));
    }
  }

  private void store(Assembler asm, Address to) {
    switch (outputType) {
      case INT8 -> asm.vpmovsdb(to, VALUE);
      case INT16 -> asm.vpmovsdw(to, VALUE);
      default -> asm.vmovdqu32(to, VALUE);
    }
  }
}
