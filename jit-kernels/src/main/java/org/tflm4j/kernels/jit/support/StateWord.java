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
   * Returns the word for one interpreter.
   *
   * @param firstInput where the inputs of the step's operator begin among those of the kernel
   * @param firstOutput likewise
   */
  default long in(KernelContext context, int firstInput, int firstOutput) {
    return switch (this) {
      case Input(int index, long bytes) -> context.input(firstInput + index).offset() + bytes;
      case Output(int index, long bytes) -> context.output(firstOutput + index).offset() + bytes;
      case Persistent(int index) -> context.persistentOffset(index);
      case Constant(MemorySegment segment) -> segment.address();
      case Workspace(long bytes) -> context.nativeWorkspace().address() + bytes;
      case Literal(long value) -> value;
    };
  }
}
