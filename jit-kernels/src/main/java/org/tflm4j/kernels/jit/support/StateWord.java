/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import java.lang.foreign.MemorySegment;
import org.tflm4j.api.kernel.KernelContext;

/** What a step's code finds in an 8-byte word of its state, written once for each interpreter. */
public sealed interface StateWord {
  /** The offset of an input in the arena, plus {@code bytes}. */
  record Input(int index, long bytes) implements StateWord {}

  /** The offset of an output in the arena, plus {@code bytes}. */
  record Output(int index, long bytes) implements StateWord {}

  /** The offset of a persistent buffer in the arena. */
  record Persistent(int index) implements StateWord {}

  /** The address of weights or tables that the kernel holds. */
  record Constant(MemorySegment segment) implements StateWord {}

  /** The address of a part of the work space outside the arena. */
  record Workspace(long bytes) implements StateWord {}

  /** A number. */
  record Literal(long value) implements StateWord {}

  /** Returns the offset of an input. */
  static StateWord input(int index) {
    return new Input(index, 0);
  }

  /** Returns the offset of an output. */
  static StateWord output(int index) {
    return new Output(index, 0);
  }

  /**
   * Where the operands of an operator begin among those of its kernel.
   *
   * @param firstInput index of its first input
   * @param firstOutput index of its first output
   * @param firstPersistent index of its first persistent buffer
   */
  record Operands(int firstInput, int firstOutput, int firstPersistent) {}

  /** Returns the word for one interpreter. */
  default long in(KernelContext context, Operands operands) {
    return switch (this) {
      case Input(int index, long bytes) ->
          context.input(operands.firstInput() + index).offset() + bytes;
      case Output(int index, long bytes) ->
          context.output(operands.firstOutput() + index).offset() + bytes;
      case Persistent(int index) -> context.persistentOffset(operands.firstPersistent() + index);
      case Constant(MemorySegment segment) -> segment.address();
      case Workspace(long bytes) -> context.nativeWorkspace().address() + bytes;
      case Literal(long value) -> value;
    };
  }
}
