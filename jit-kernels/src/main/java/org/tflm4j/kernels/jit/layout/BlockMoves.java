/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.layout;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.CodeCache;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.Program;
import org.tflm4j.kernels.jit.support.StateWord;
import org.tflm4j.kernels.jit.support.Step;

/** Collects the copies and fills of an operator, in any order, and makes its program of them. */
final class BlockMoves {
  /** Moves that take longer are cut, so that no call takes long. */
  private static final long MOST_NANOS = 200_000;

  /** Moves of one piece of code, so that it stays short. */
  private static final int MOST_MOVES = 32;

  /** What the code of a step depends on. */
  private record Key(Target target, List<BlockMove> moves) {}

  private final KernelRequest request;
  private final Target target;
  private final List<Step> steps = new ArrayList<>();

  private List<BlockMove> moves = new ArrayList<>();
  private List<StateWord> words = new ArrayList<>();
  private long nanos;

  BlockMoves(KernelRequest request, Target target) {
    this.request = request;
    this.target = target;
  }

  /**
   * Adds a copy from an input to an output.
   *
   * @param fromAt where the block begins in the input, in bytes
   * @param toAt where it begins in the output, in bytes
   */
  void copy(int input, long fromAt, int output, long toAt, BlockGeometry block) {
    StateWord from = source(input);
    add(
        plus(from, fromAt),
        new StateWord.Output(output, toAt),
        block,
        from instanceof StateWord.Constant,
        0);
  }

  /**
   * Adds a fill of a block of output 0.
   *
   * @param value where the element lies, see {@link #source}
   */
  void fill(StateWord value, int elementBytes, long toAt, BlockGeometry block) {
    add(
        value,
        new StateWord.Output(0, toAt),
        block,
        value instanceof StateWord.Constant,
        elementBytes);
  }

  /** Returns where an input lies; a constant is copied to where the code can reach it. */
  StateWord source(int input) {
    return request.input(input).isConstant()
        ? constant(ConstantBytes.of(request.input(input)))
        : StateWord.input(input);
  }

  /** Returns a constant for the code to read. */
  StateWord constant(ConstantBytes constant) {
    MemorySegment segment = request.memory().allocate(Math.max(1, constant.length()), 64);
    MemorySegment.copy(
        constant.bytes(), constant.offset(), segment, ValueLayout.JAVA_BYTE, 0, constant.length());
    return new StateWord.Constant(segment);
  }

  private void add(
      StateWord from, StateWord to, BlockGeometry block, boolean constant, int filledBytes) {
    if (block.nanos() > MOST_NANOS) {
      cut(from, to, block, constant, filledBytes);
      return;
    }
    if (nanos + block.nanos() > MOST_NANOS || moves.size() == MOST_MOVES) {
      endStep();
    }
    moves.add(new BlockMove(block, constant, filledBytes));
    words.add(from);
    words.add(to);
    nanos += block.nanos();
  }

  /** Adds a move in two halves; runs stay multiples of every element. */
  private void cut(
      StateWord from, StateWord to, BlockGeometry block, boolean constant, int filledBytes) {
    BlockGeometry first;
    BlockGeometry second;
    long fromBytes;
    long toBytes;
    if (block.rank() == 0) {
      int half = block.runBytes() / 2 & -64;
      first = BlockGeometry.run(half);
      second = BlockGeometry.run(block.runBytes() - half);
      fromBytes = half;
      toBytes = half;
    } else {
      int half = block.counts().getFirst() / 2;
      first = block.outermost(half);
      second = block.outermost(block.counts().getFirst() - half);
      fromBytes = (long) half * block.fromStrides().getFirst();
      toBytes = (long) half * block.toStrides().getFirst();
    }
    add(from, to, first, constant, filledBytes);
    add(
        filledBytes == 0 ? plus(from, fromBytes) : from,
        plus(to, toBytes),
        second,
        constant,
        filledBytes);
  }

  private static StateWord plus(StateWord word, long bytes) {
    return switch (word) {
      case StateWord.Input(int index, long at) -> new StateWord.Input(index, at + bytes);
      case StateWord.Output(int index, long at) -> new StateWord.Output(index, at + bytes);
      case StateWord.Constant(MemorySegment segment) ->
          new StateWord.Constant(segment.asSlice(bytes));
      default -> throw new IllegalArgumentException(word + " is no place of a block");
    };
  }

  private void endStep() {
    if (moves.isEmpty()) {
      return;
    }
    List<BlockMove> all = List.copyOf(moves);
    MachineCode code =
        CodeCache.get(
            new Key(target, all),
            () -> MachineCode.of(request.op().name(), new BlockMoveCode(target).emit(all)));
    boolean inPlace =
        all.stream().allMatch(move -> move.filledBytes() == 0 && move.geometry().keepsLayout());
    steps.add(new Step(code, words, 1, nanos, inPlace));
    moves = new ArrayList<>();
    words = new ArrayList<>();
    nanos = 0;
  }

  /** Returns the program of all moves. */
  Offer program(List<InputOverlap> overlaps) {
    endStep();
    return new Program(steps, 0, List.of(), overlaps);
  }
}
