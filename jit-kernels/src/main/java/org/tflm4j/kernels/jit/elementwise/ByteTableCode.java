/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;

/**
 * Emits the look-up of bytes in a table of 256 bytes: 64 at a time where there are permutations of
 * bytes, one after the other elsewhere. Every byte is read before one is written to its place.
 *
 * <p>State: see {@link ElementRuns}; the constant is the table.
 */
final class ByteTableCode {
  private static final Gp64 INPUT = Gp64.R8;
  private static final Gp64 OUTPUT = Gp64.R9;
  private static final Gp64 TABLE = Gp64.R10;
  private static final Gp64 LEFT = Gp64.R11;

  private static final Vec LOWER = zmm(4);
  private static final Vec UPPER = zmm(5);
  private static final Mask NEGATIVE = Mask.k(1);

  private ByteTableCode() {}

  static Assembler emit(Target target) {
    Assembler asm = target.newAssembler();
    ElementLoop.enter(asm, INPUT, OUTPUT, TABLE, LEFT);
    if (target.vbmi()) {
      for (int i = 0; i < 4; i++) {
        asm.vmovdqa64(zmm(i), Address.at(TABLE, 64 * i));
      }
      ElementLoop loop = new ElementLoop(asm, LEFT, 64);
      loop.emit(
          tail -> {
            asm.vmovdqu8(tail == null ? LOWER : LOWER.zeroed(tail), Address.at(INPUT));
            lookUp(asm);
            Address output = Address.at(OUTPUT);
            asm.vmovdqu8(tail == null ? output : output.masked(tail), LOWER);
          },
          () -> {
            asm.add(INPUT, 64);
            asm.add(OUTPUT, 64);
          });
    } else {
      bytes(asm);
    }
    ElementLoop.leave(asm);
    return asm;
  }

  /** Indices take the lower seven bits: two look-ups in halves of the table, one is chosen. */
  private static void lookUp(Assembler asm) {
    asm.vpmovb2m(NEGATIVE, LOWER);
    asm.vmovdqa64(UPPER, LOWER);
    asm.vpermi2b(LOWER, zmm(0), zmm(1));
    asm.vpermi2b(UPPER, zmm(2), zmm(3));
    asm.vmovdqu8(LOWER.masked(NEGATIVE), UPPER);
  }

  private static void bytes(Assembler asm) {
    Label end = new Label();
    asm.test(LEFT, LEFT);
    asm.jz(end);
    asm.add(INPUT, LEFT);
    asm.add(OUTPUT, LEFT);
    asm.neg(LEFT);
    Label next = asm.here();
    asm.movzx8(Gp64.RAX, Address.at(INPUT, LEFT, 1, 0));
    asm.movzx8(Gp64.RAX, Address.at(TABLE, Gp64.RAX, 1, 0));
    asm.mov8(Address.at(OUTPUT, LEFT, 1, 0), Gp64.RAX);
    asm.inc(LEFT);
    asm.jnz(next);
    asm.bind(end);
  }
}
