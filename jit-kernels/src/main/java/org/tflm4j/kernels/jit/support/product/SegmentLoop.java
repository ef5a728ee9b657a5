/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;

/**
 * Emits the walk of a tile over the {@link Segments} that its pixels read: one step for each dword,
 * in the order in which the weights lie.
 */
final class SegmentLoop {
  /** Dwords of a run up to which it is emitted without a loop. */
  private static final int LONGEST_STRAIGHT_RUN = 8;

  private static final int LOOP_ALIGNMENT = 64;

  private final Assembler asm;
  private final Segments segments;
  private final int valueBytes;
  private final int stepBytes;
  private final int unrolled;
  private final DotTileCode.Registers registers;
  private final Step step;

  /** Emits the arithmetic of one dword. */
  interface Step {
    /**
     * Emits it.
     *
     * @param row register that points into the first pixel's data
     * @param at where the dword lies, from there
     * @param weightAt where its weights lie, from the register for weights
     * @param dword its number in the run
     */
    void emit(Gp64 row, int at, int weightAt, int dword);
  }

  /**
   * Creates the emitter.
   *
   * @param stepBytes bytes of the weights of a step
   * @param unrolled steps of a turn of the loop
   */
  SegmentLoop(
      Assembler asm,
      Segments segments,
      int stepBytes,
      int unrolled,
      DotTileCode.Registers registers,
      Step step) {
    this.asm = asm;
    this.segments = segments;
    this.valueBytes = segments.form().valueBytes();
    this.stepBytes = stepBytes;
    this.unrolled = unrolled;
    this.registers = registers;
    this.step = step;
  }

  /** Emits all rows. */
  void emit() {
    asm.mov(registers.weight(), registers.weights());
    asm.mov(registers.row(), registers.pixels());
    if (segments.rows() == 1) {
      row();
      return;
    }
    asm.mov(registers.count(), segments.rows());
    Label nextRow = asm.here();
    row();
    asm.add(registers.row(), segments.rowStride() * valueBytes);
    asm.dec(registers.count());
    asm.jnz(nextRow);
  }

  /** Emits the runs of one row and moves the weights on, behind them. */
  private void row() {
    int dwords = segments.dwords();
    boolean manyRuns = segments.columns() > 1 && dwords < 4 * unrolled;
    if (dwords > LONGEST_STRAIGHT_RUN && !manyRuns) {
      for (int column = 0; column < segments.columns(); column++) {
        longRun(column * segments.columnStride() * valueBytes);
      }
      return;
    }
    for (int column = 0; column < segments.columns(); column++) {
      for (int dword = 0; dword < dwords; dword++) {
        step.emit(
            registers.row(),
            (column * segments.columnStride() + segments.dwordAt(dword)) * valueBytes,
            (column * dwords + dword) * stepBytes,
            dword);
      }
    }
    if (segments.rows() > 1) {
      asm.add(registers.weight(), segments.columns() * dwords * stepBytes);
    }
  }

  private void longRun(int start) {
    int dwords = segments.dwords();
    // The last dword may lie elsewhere, so it is never part of the loop there.
    int looped = (segments.readsBeyond() ? dwords : dwords - 1) / unrolled * unrolled;
    asm.lea(registers.end(), Address.at(registers.row(), start + Integer.BYTES * looped));
    if (start != 0) {
      asm.add(registers.row(), start);
    }
    asm.align(LOOP_ALIGNMENT);
    Label next = asm.here();
    for (int dword = 0; dword < unrolled; dword++) {
      step.emit(registers.row(), Integer.BYTES * dword, dword * stepBytes, dword);
    }
    asm.add(registers.row(), Integer.BYTES * unrolled);
    asm.add(registers.weight(), unrolled * stepBytes);
    asm.cmp(registers.row(), registers.end());
    asm.jnz(next);
    for (int dword = looped; dword < dwords; dword++) {
      step.emit(
          registers.row(),
          segments.dwordAt(dword) * valueBytes - Integer.BYTES * looped,
          (dword - looped) * stepBytes,
          dword);
    }
    asm.sub(registers.row(), start + Integer.BYTES * looped);
    if (dwords > looped) {
      asm.add(registers.weight(), (dwords - looped) * stepBytes);
    }
  }
}
