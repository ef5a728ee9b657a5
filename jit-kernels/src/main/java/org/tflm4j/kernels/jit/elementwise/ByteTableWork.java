/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/**
 * Looks bytes up in a table of 256 bytes, the constant: 64 at a time where there are permutations
 * of bytes, one after the other elsewhere.
 *
 * @param vectors true if there are permutations of bytes
 */
record ByteTableWork(boolean vectors) implements ElementWork {
  private static final Vec LOWER = zmm(4);
  private static final Vec UPPER = zmm(5);
  private static final Mask NEGATIVE = Mask.k(1);

  @Override
  public int lanes() {
    return vectors ? 64 : 1;
  }

  @Override
  public void prepare(ElementCode code) {
    for (int i = 0; vectors && i < 4; i++) {
      code.asm().vmovdqa64(zmm(i), Address.at(ElementCode.CONSTANT, 64 * i));
    }
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    Assembler asm = code.asm();
    if (!vectors) {
      asm.movzx8(Gp64.RCX, code.input(0));
      asm.movzx8(Gp64.RCX, Address.at(ElementCode.CONSTANT, Gp64.RCX, 1, 0));
      asm.mov8(code.output(null), Gp64.RCX);
      return;
    }
    asm.vmovdqu8(ElementCode.existing(LOWER, tail), code.input(0));
    // Indices take the lower seven bits: two look-ups in halves of the table, one is chosen.
    asm.vpmovb2m(NEGATIVE, LOWER);
    asm.vmovdqa64(UPPER, LOWER);
    asm.vpermi2b(LOWER, zmm(0), zmm(1));
    asm.vpermi2b(UPPER, zmm(2), zmm(3));
    asm.vmovdqu8(LOWER.masked(NEGATIVE), UPPER);
    asm.vmovdqu8(code.output(tail), LOWER);
  }
}
