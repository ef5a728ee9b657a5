/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.layout;

import java.util.List;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.StepCode;

/**
 * Emits copies and fills of blocks: loops over their dimensions around runs of bytes.
 *
 * <p>State: for each move, where its source begins and where it is written.
 */
final class BlockMoveCode {
  /** Runs that are emitted one behind the other rather than in a loop, if they are short. */
  private static final int UNROLLED_RUNS = 8;

  /** The longest of them, in bytes. */
  private static final int SHORT_RUN = 64;

  private static final Gp64 FROM = Gp64.R8;
  private static final Gp64 TO = Gp64.R9;

  /** Counters of loops, from the outermost on; those behind the first four must be preserved. */
  private static final Gp64[] COUNTERS = {
    Gp64.R10, Gp64.R11, Gp64.RDX, Gp64.RCX, Gp64.RBX, Gp64.RBP, Gp64.R12, Gp64.R13
  };

  private static final int FREE_COUNTERS = 4;

  private final Assembler asm;
  private final RunCode runs;

  BlockMoveCode(Target target) {
    this.asm = target.newAssembler();
    this.runs = new RunCode(asm, target.vectorBytes(), FROM, TO);
  }

  /** Returns how many dimensions a block may have. */
  static int mostDimensions() {
    return COUNTERS.length;
  }

  Assembler emit(List<BlockMove> moves) {
    int rank = 0;
    for (BlockMove move : moves) {
      rank = Math.max(rank, move.geometry().rank());
    }
    boolean saves = rank > FREE_COUNTERS;
    if (saves) {
      StepCode.enter(asm);
    }
    for (int i = 0; i < moves.size(); i++) {
      emit(moves.get(i), 2 * i);
    }
    if (saves) {
      StepCode.leave(asm);
    } else {
      asm.vzeroupper();
      asm.ret();
    }
    return asm;
  }

  private void emit(BlockMove move, int word) {
    asm.mark(move);
    if (move.constant()) {
      StepCode.loadAddress(asm, FROM, word);
    } else {
      StepCode.loadInArena(asm, FROM, word);
    }
    StepCode.loadInArena(asm, TO, word + 1);
    Label end = new Label();
    if (move.filledBytes() > 0) {
      runs.loadElement(move.filledBytes());
    } else if (move.geometry().keepsLayout()) {
      // It may lie where it belongs.
      asm.cmp(FROM, TO);
      asm.jz(end);
    }
    walk(move, 0, 0, 0);
    asm.bind(end);
  }

  /** Emits what lies inside of a dimension; the registers are the same afterwards. */
  private void walk(BlockMove move, int axis, int fromAt, int toAt) {
    BlockGeometry block = move.geometry();
    if (axis == block.rank()) {
      if (move.filledBytes() > 0) {
        runs.fill(toAt, block.runBytes());
      } else {
        runs.copy(fromAt, toAt, block.runBytes());
      }
      return;
    }
    int count = block.counts().get(axis);
    int fromStride = block.fromStrides().get(axis);
    int toStride = block.toStrides().get(axis);
    int unrolled = unrolled(block, axis);
    int times = count / unrolled;
    int done = 0;
    if (times > 1) {
      asm.mov(COUNTERS[axis], times);
      Label next = asm.here();
      for (int i = 0; i < unrolled; i++) {
        walk(move, axis + 1, fromAt + i * fromStride, toAt + i * toStride);
      }
      advance(move, unrolled * fromStride, unrolled * toStride);
      asm.dec(COUNTERS[axis]);
      asm.jnz(next);
      done = times * unrolled;
    }
    for (int i = 0; i < count - done; i++) {
      walk(move, axis + 1, fromAt + i * fromStride, toAt + i * toStride);
    }
    if (done > 0) {
      advance(move, -done * fromStride, -done * toStride);
    }
  }

  private void advance(BlockMove move, int fromBytes, int toBytes) {
    if (move.filledBytes() == 0 && fromBytes != 0) {
      asm.add(FROM, fromBytes);
    }
    asm.add(TO, toBytes);
  }

  /**
   * Returns how many indices of a dimension are emitted one behind the other: several where what is
   * inside has no loop and is short.
   */
  private static int unrolled(BlockGeometry block, int axis) {
    int inside = block.runBytes() <= SHORT_RUN ? 1 : UNROLLED_RUNS;
    for (int i = axis + 1; i < block.rank(); i++) {
      inside = Math.min(UNROLLED_RUNS, inside * block.counts().get(i));
    }
    return Math.min(block.counts().get(axis), Math.max(1, UNROLLED_RUNS / inside));
  }
}
