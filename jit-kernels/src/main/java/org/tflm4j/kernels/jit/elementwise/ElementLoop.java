/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import java.util.function.Consumer;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.support.StepCode;

/** Emits a loop over vectors of elements, the last of them masked (AVX-512). */
final class ElementLoop {
  private static final Mask TAIL = Mask.k(2);

  private final Assembler asm;
  private final Gp64 left;
  private final int lanes;

  /**
   * Creates the loop.
   *
   * @param left holds how many elements there are; changed
   * @param lanes elements of a vector, at most 64
   */
  ElementLoop(Assembler asm, Gp64 left, int lanes) {
    this.asm = asm;
    this.left = left;
    this.lanes = lanes;
  }

  /** Emits the entry of code whose state is that of {@link ElementRuns}. */
  static void enter(Assembler asm, Gp64 input, Gp64 output, Gp64 constant, Gp64 left) {
    StepCode.loadInArena(asm, input, ElementRuns.INPUT);
    StepCode.loadInArena(asm, output, ElementRuns.OUTPUT);
    StepCode.loadAddress(asm, constant, ElementRuns.CONSTANT);
    asm.mov(left, Address.at(StepCode.STATE, Long.BYTES * ElementRuns.COUNT));
  }

  /** Emits the way out of code that saved no register. */
  static void leave(Assembler asm) {
    asm.vzeroupper();
    asm.ret();
  }

  /**
   * Emits the loop. Uses rax, rcx.
   *
   * @param vector emits the work on a vector; gets null, or the mask of the elements that there are
   * @param advance emits the step to the next vector
   */
  void emit(Consumer<Mask> vector, Runnable advance) {
    Label tail = new Label();
    Label end = new Label();
    asm.sub(left, lanes);
    asm.jl(tail);
    Label next = asm.here();
    vector.accept(null);
    advance.run();
    asm.sub(left, lanes);
    asm.jge(next);
    asm.bind(tail);
    asm.add(left, lanes);
    asm.jz(end);
    asm.mov(Gp64.RCX, 64);
    asm.sub(Gp64.RCX, left);
    asm.mov(Gp64.RAX, -1);
    asm.shrCl(Gp64.RAX);
    asm.kmovq(TAIL, Gp64.RAX);
    vector.accept(TAIL);
    asm.bind(end);
  }
}
