/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.element;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.op.Broadcast;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.CodeCache;
import org.tflm4j.kernels.jit.support.Program;
import org.tflm4j.kernels.jit.support.StateWord;
import org.tflm4j.kernels.jit.support.Step;

/**
 * Makes the programs of operators on elements. Long tensors and many rows are cut, so that no call
 * takes long. The state has the output, a constant, the elements of a row, and for each input its
 * place and what the arena's address is masked with: all bits, or none for a constant; where there
 * are rows, the table of their starts and the bytes of an output row.
 */
public final class ElementProgram {
  static final int OUTPUT = 0;
  static final int CONSTANT = 1;
  static final int COUNT = 2;
  private static final int INPUTS = 3;
  static final int STARTS = 7;
  static final int ROW_BYTES = 8;

  /** Elements of a call; a multiple of every vector. */
  private static final int MOST_ELEMENTS = 1 << 17;

  /** Elements up to which a constant row is repeated: short rows are mostly overhead. */
  private static final int LONGEST_REPEATED_ROW = 1024;

  /** A careful guess, for work without vectors. */
  private static final long ELEMENTS_PER_NANO = 1;

  /** What code depends on. */
  private record Key(ElementWork work, ElementWalk walk, Target target) {}

  private final KernelRequest request;
  private final MachineCode code;
  private final MemorySegment constant;
  private final List<MemorySegment> constantInputs = new ArrayList<>();

  private ElementProgram(
      KernelRequest request,
      Target target,
      ElementWork work,
      ElementWalk walk,
      MemorySegment constant) {
    this.request = request;
    this.constant = constant;
    this.code =
        CodeCache.get(
            new Key(work, walk, target),
            () -> MachineCode.of(request.op().name(), ElementCode.emit(work, walk, target)));
    for (int i = 0; i < walk.inputs().size(); i++) {
      constantInputs.add(constantInput(request.input(i)));
    }
  }

  private MemorySegment constantInput(TensorSpec input) {
    if (!input.isConstant()) {
      return null;
    }
    ConstantBytes bytes = ConstantBytes.of(input);
    MemorySegment copy = request.memory().allocate(Math.max(1, bytes.length()), 64);
    MemorySegment.copy(
        bytes.bytes(), bytes.offset(), copy, ValueLayout.JAVA_BYTE, 0, bytes.length());
    return copy;
  }

  static int inputPlace(int input) {
    return INPUTS + 2 * input;
  }

  static int inputBase(int input) {
    return INPUTS + 2 * input + 1;
  }

  /**
   * Returns the program of an operator whose output elements are each made of the element of input
   * 0 at its place.
   *
   * @param constant what the work reads at {@link ElementCode#CONSTANT}
   */
  public static Program unary(
      KernelRequest request, Target target, ElementWork work, MemorySegment constant) {
    ElementWalk walk = ElementWalk.unary(request);
    var program = new ElementProgram(request, target, work, walk, constant);
    List<Step> steps = program.row(request.output(0).elementCount(), walk);
    return new Program(steps, 0, List.of(), program.overlaps(walk, null));
  }

  /** Returns the program of an operator on inputs 0 and 1, likewise. */
  public static Program binary(
      Broadcast broadcast,
      KernelRequest request,
      Target target,
      ElementWork work,
      MemorySegment constant) {
    ElementWalk walk = ElementWalk.binary(broadcast, request);
    var program = new ElementProgram(request, target, work, walk, constant);
    List<Step> steps =
        walk.rows() ? program.rows(broadcast, walk) : program.row(broadcast.rowLength(), walk);
    return new Program(steps, 0, List.of(), program.overlaps(walk, broadcast));
  }

  /** Goes from front to back, so a narrower output does not catch up. */
  private List<InputOverlap> overlaps(ElementWalk walk, Broadcast broadcast) {
    List<InputOverlap> overlaps = new ArrayList<>();
    for (int i = 0; i < walk.inputs().size(); i++) {
      boolean whole = broadcast == null || broadcast.isWhole(i);
      if (whole && walk.outputBytes() <= walk.inputs().get(i).bytes()) {
        overlaps.add(InputOverlap.inPlace(i));
      }
    }
    return overlaps;
  }

  private List<Step> row(long count, ElementWalk walk) {
    List<Step> steps = new ArrayList<>();
    for (long from = 0; from < count; from += MOST_ELEMENTS) {
      long elements = Math.min(MOST_ELEMENTS, count - from);
      List<StateWord> state = state(walk, from, elements);
      steps.add(new Step(code, state, 1, elements / ELEMENTS_PER_NANO));
    }
    return steps;
  }

  private List<Step> rows(Broadcast broadcast, ElementWalk walk) {
    int joined = 1;
    for (int i = 0; i < 2; i++) {
      if (isRepeated(broadcast, i)) {
        joined = joined(broadcast);
        constantInputs.set(i, repeated(constantInputs.get(i), joined));
      }
    }
    int rows = broadcast.rows() / joined;
    int length = broadcast.rowLength() * joined;
    MemorySegment starts = request.memory().allocate((long) Long.BYTES * rows, 64);
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < 2; i++) {
        int start = broadcast.rowStart(i, row * joined) * walk.inputs().get(i).bytes();
        starts.set(ValueLayout.JAVA_INT, (long) Long.BYTES * row + (long) Integer.BYTES * i, start);
      }
    }
    List<StateWord> state = state(walk, 0, length);
    state.add(new StateWord.Constant(starts));
    state.add(new StateWord.Literal((long) length * walk.outputBytes()));
    return List.of(new Step(code, state, rows, 1 + length / ELEMENTS_PER_NANO));
  }

  /** Returns true if an input is a constant row, which every row of the other one meets. */
  private boolean isRepeated(Broadcast broadcast, int input) {
    return constantInputs.get(input) != null
        && broadcast.rowStep(input) == 1
        && request.input(input).elementCount() == broadcast.rowLength()
        && broadcast.isWhole(1 - input);
  }

  /** Returns how many rows become one, where the constant that they meet is repeated. */
  private static int joined(Broadcast broadcast) {
    int joined = Math.max(1, LONGEST_REPEATED_ROW / broadcast.rowLength());
    while (broadcast.rows() % joined != 0) {
      joined--;
    }
    return joined;
  }

  private MemorySegment repeated(MemorySegment row, int times) {
    long bytes = row.byteSize();
    MemorySegment copies = request.memory().allocate(bytes * times, 64);
    for (int i = 0; i < times; i++) {
      MemorySegment.copy(row, 0, copies, i * bytes, bytes);
    }
    return copies;
  }

  /** Returns the words of the state that all have, for elements from {@code from} on. */
  private List<StateWord> state(ElementWalk walk, long from, long elements) {
    List<StateWord> state = new ArrayList<>();
    state.add(new StateWord.Output(0, from * walk.outputBytes()));
    state.add(new StateWord.Constant(constant));
    state.add(new StateWord.Literal(elements));
    for (int i = 0; i < walk.inputs().size(); i++) {
      ElementWalk.Input input = walk.inputs().get(i);
      long at = input.moves() ? from * input.bytes() : 0;
      MemorySegment own = constantInputs.get(i);
      state.add(own == null ? new StateWord.Input(i, at) : new StateWord.Constant(own.asSlice(at)));
      state.add(new StateWord.Literal(own == null ? -1 : 0));
    }
    return state;
  }
}
