/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.StepCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits a loop over vectors of elements, whose state is that of {@link ElementRuns}. The last
 * elements are masked with AVX-512. Elsewhere they are copied to the stack, where whole vectors may
 * be read and written, and their results back.
 */
final class ElementLoop {
  /** Points to the input of the vector. */
  static final Gp64 INPUT = Gp64.R8;

  /** Points to the output of the vector. */
  static final Gp64 OUTPUT = Gp64.R9;

  /** Points to the constant. */
  static final Gp64 CONSTANT = Gp64.R10;

  /** Elements that are left. */
  private static final Gp64 LEFT = Gp64.R11;

  private static final Gp64 PLACE = Gp64.RDX;
  private static final Mask TAIL = Mask.k(2);

  /** The most bytes of a vector's elements on the stack. */
  private static final int STACK = 32;

  private final VectorCode vectors;
  private final Assembler asm;
  private final int lanes;
  private final int inputBytes;
  private final int outputBytes;
  private boolean inTail;

  /**
   * Creates the loop.
   *
   * @param lanes elements of a vector
   * @param inputBytes bytes of an element of the input
   * @param outputBytes bytes of an element of the output
   */
  ElementLoop(VectorCode vectors, int lanes, int inputBytes, int outputBytes) {
    this.vectors = vectors;
    this.asm = vectors.asm();
    this.lanes = lanes;
    this.inputBytes = inputBytes;
    this.outputBytes = outputBytes;
  }

  /** Emits the entry of the code. What must be prepared once follows. */
  void enter() {
    StepCode.loadInArena(asm, INPUT, ElementRuns.INPUT);
    StepCode.loadInArena(asm, OUTPUT, ElementRuns.OUTPUT);
    StepCode.loadAddress(asm, CONSTANT, ElementRuns.CONSTANT);
    asm.mov(LEFT, Address.at(StepCode.STATE, Long.BYTES * ElementRuns.COUNT));
  }

  /** Returns a register as the destination of a load; elements that there are not become 0. */
  Vec loaded(Vec to) {
    return inTail && vectors.hasMasks() ? to.zeroed(TAIL) : to;
  }

  /** Returns the output of the vector as the destination of a store. */
  Address output() {
    Address to = Address.at(OUTPUT);
    return inTail && vectors.hasMasks() ? to.masked(TAIL) : to;
  }

  /**
   * Emits the loop and the way out. Uses rax, rcx, rdx.
   *
   * @param vector emits the work on a vector
   */
  void emit(Runnable vector) {
    Label tail = new Label();
    Label end = new Label();
    asm.sub(LEFT, lanes);
    asm.jl(tail);
    Label next = asm.here();
    vector.run();
    asm.add(INPUT, lanes * inputBytes);
    asm.add(OUTPUT, lanes * outputBytes);
    asm.sub(LEFT, lanes);
    asm.jge(next);
    asm.bind(tail);
    asm.add(LEFT, lanes);
    asm.jz(end);
    inTail = true;
    if (vectors.hasMasks()) {
      asm.mov(Gp64.RCX, 64);
      asm.sub(Gp64.RCX, LEFT);
      asm.mov(Gp64.RAX, -1);
      asm.shrCl(Gp64.RAX);
      asm.kmovq(TAIL, Gp64.RAX);
      vector.run();
    } else {
      tailOnStack(vector);
    }
    inTail = false;
    asm.bind(end);
    asm.vzeroupper();
    asm.ret();
  }

  private void tailOnStack(Runnable vector) {
    asm.sub(Gp64.RSP, 2 * STACK);
    copyBytes(INPUT, Gp64.RSP, inputBytes);
    asm.mov(PLACE, OUTPUT);
    asm.mov(INPUT, Gp64.RSP);
    asm.lea(OUTPUT, Address.at(Gp64.RSP, STACK));
    vector.run();
    copyBytes(OUTPUT, PLACE, outputBytes);
    asm.add(Gp64.RSP, 2 * STACK);
  }

  /** Copies the elements that are left, from the last byte to the first. */
  private void copyBytes(Gp64 from, Gp64 to, int elementBytes) {
    asm.imul(Gp64.RCX, LEFT, elementBytes);
    Label next = asm.here();
    asm.movzx8(Gp64.RAX, Address.at(from, Gp64.RCX, 1, -1));
    asm.mov8(Address.at(to, Gp64.RCX, 1, -1), Gp64.RAX);
    asm.dec(Gp64.RCX);
    asm.jnz(next);
  }
}
