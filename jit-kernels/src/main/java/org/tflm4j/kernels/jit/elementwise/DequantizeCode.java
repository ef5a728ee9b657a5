/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.InstructionSet;
import org.tflm4j.kernels.jit.asm.Rounding;
import org.tflm4j.kernels.jit.asm.Vec;

/**
 * Emits the dequantization to FLOAT32 (AVX-512). TFLM multiplies in double, where the product of
 * the scale and a difference of less than 24 bits is exact, and rounds that to float: one rounding,
 * as a product in float has.
 *
 * <p>State: see {@link ElementRuns}; the constant has the scale and the zero point.
 *
 * @param inputType INT8, UINT8 or INT16
 */
record DequantizeCode(TensorType inputType) {
  /** Where the constant has the scale. */
  static final int SCALE = 0;

  /** Where the constant has the zero point. */
  static final int ZERO_POINT = 4;

  private static final int LANES = 16;
  private static final Gp64 INPUT = Gp64.R8;
  private static final Gp64 OUTPUT = Gp64.R9;
  private static final Gp64 CONSTANT = Gp64.R10;
  private static final Gp64 LEFT = Gp64.R11;
  private static final Vec VALUE = zmm(0);
  private static final Vec FACTOR = zmm(1);
  private static final Vec OFFSET = zmm(2);

  Assembler emit() {
    Assembler asm = new Assembler(InstructionSet.AVX512);
    ElementLoop.enter(asm, INPUT, OUTPUT, CONSTANT, LEFT);
    asm.vbroadcastss(FACTOR, Address.at(CONSTANT, SCALE));
    asm.vpbroadcastd(OFFSET, Address.at(CONSTANT, ZERO_POINT));
    new ElementLoop(asm, LEFT, LANES)
        .emit(
            tail -> {
              load(asm, tail == null ? VALUE : VALUE.zeroed(tail));
              asm.vpsubd(VALUE, VALUE, OFFSET);
              asm.vcvtdq2ps(VALUE, VALUE);
              asm.vmulps(VALUE, VALUE, FACTOR.rounded(Rounding.NEAREST));
              Address output = Address.at(OUTPUT);
              asm.vmovups(tail == null ? output : output.masked(tail), VALUE);
            },
            () -> {
              asm.add(INPUT, LANES * inputType.bytes());
              asm.add(OUTPUT, LANES * Float.BYTES);
            });
    ElementLoop.leave(asm);
    return asm;
  }

  private void load(Assembler asm, Vec to) {
    Address input = Address.at(INPUT);
    switch (inputType) {
      case INT8 -> asm.vpmovsxbd(to, input);
      case UINT8 -> asm.vpmovzxbd(to, input);
      default -> asm.vpmovsxwd(to, input);
    }
  }
}
