/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.InstructionSet;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;

/**
 * Emits the look-up of bytes in a table of 256 ints, with outputs of 16 or 32 bits (AVX-512).
 *
 * <p>State: see {@link ElementRuns}; the constant is the table.
 *
 * @param outputType INT16 or INT32
 */
record WideTableCode(TensorType outputType) {
  private static final Gp64 INPUT = Gp64.R8;
  private static final Gp64 OUTPUT = Gp64.R9;
  private static final Gp64 TABLE = Gp64.R10;
  private static final Gp64 LEFT = Gp64.R11;
  private static final Vec INDEX = zmm(0);
  private static final Vec VALUE = zmm(1);
  private static final Mask GATHERED = Mask.k(1);

  private static final int LANES = 16;

  Assembler emit() {
    Assembler asm = new Assembler(InstructionSet.AVX512);
    ElementLoop.enter(asm, INPUT, OUTPUT, TABLE, LEFT);
    new ElementLoop(asm, LEFT, LANES)
        .emit(
            tail -> {
              asm.vpmovzxbd(tail == null ? INDEX : INDEX.zeroed(tail), Address.at(INPUT));
              asm.kxnorw(GATHERED, GATHERED, GATHERED);
              asm.vpgatherdd(VALUE.masked(GATHERED), Address.gather(TABLE, INDEX, 4, 0));
              Address output = Address.at(OUTPUT);
              output = tail == null ? output : output.masked(tail);
              if (outputType == TensorType.INT16) {
                asm.vpmovdw(output, VALUE);
              } else {
                asm.vmovdqu32(output, VALUE);
              }
            },
            () -> {
              asm.add(INPUT, LANES);
              asm.add(OUTPUT, LANES * outputType.bytes());
            });
    ElementLoop.leave(asm);
    return asm;
  }
}
