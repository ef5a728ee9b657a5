/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Condition;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;

/**
 * The frame of a step whose units are blocks of rows: what stands in its argument registers is kept
 * on the stack, so that all registers but the state's are free, and the blocks are counted there.
 */
public final class UnitLoop {
  private static final int UNIT = 0;
  private static final int END = 8;
  private static final int ARENA = 16;
  private static final int BYTES = 24;

  private final Assembler asm;
  private final Label next = new Label();
  private final Label end = new Label();

  /** Creates the loop of an assembler's code. */
  public UnitLoop(Assembler asm) {
    this.asm = asm;
  }

  /** Emits the entry of the code. What must be prepared once follows. */
  public void enter() {
    StepCode.enter(asm);
    asm.push(StepCode.ARENA);
    asm.push(StepCode.TO);
    asm.push(StepCode.FROM);
  }

  /**
   * Emits the start of a unit.
   *
   * @param firstRow gets its first row; the last block begins earlier where blocks do not divide
   *     the rows
   * @param free is changed
   */
  public void start(Gp64 firstRow, Gp64 free, int rows, int rowsPerBlock) {
    asm.bind(next);
    asm.mov(firstRow, Address.at(Gp64.RSP, UNIT));
    asm.cmp(firstRow, Address.at(Gp64.RSP, END));
    asm.jge(end);
    asm.imul(firstRow, firstRow, rowsPerBlock);
    asm.mov(free, rows - rowsPerBlock);
    asm.cmp(firstRow, free);
    asm.cmov(Condition.G, firstRow, free);
  }

  /** Loads the address of what lies in the arena, at the offset in a word of the state. */
  public void loadInArena(Gp64 to, int word) {
    asm.mov(to, Address.at(Gp64.RSP, ARENA));
    asm.add(to, Address.at(StepCode.STATE, Long.BYTES * word));
  }

  /** Emits the end of a unit and the way out. Nothing else may be on the stack. */
  public void leave() {
    asm.inc(Address.at(Gp64.RSP, UNIT));
    asm.jmp(next);
    asm.bind(end);
    asm.add(Gp64.RSP, BYTES);
    StepCode.leave(asm);
  }
}
