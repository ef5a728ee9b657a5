/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * CIRCULAR_BUFFER: appends an element to a window over the last elements of a stream. The operators
 * behind it run in every {@code cyclesMax}-th invocation only. Mirrors {@code
 * micro/kernels/circular_buffer.cc}.
 *
 * <p>Tensors: input INT8 [1, 1, width, depth]; output INT8 [1, slots, width, depth], the oldest
 * element first. The window begins as the output's zero point.
 *
 * <p>An output that is a variable is itself the window. Where it is no variable, TFLM's window is
 * whatever its memory holds. Here the kernel keeps the window.
 *
 * @param slots elements in the window
 * @param elementSize bytes of an element
 * @param cyclesMax invocations from one that runs the operators behind to the next such one, at
 *     least 1; the others end with this operator
 * @param keepsWindow true if the output is no variable
 * @param zeroPoint the output's zero point
 */
public record CircularBuffer(
    int slots, int elementSize, int cyclesMax, boolean keepsWindow, int zeroPoint) implements Op {
  /** Input: the new element. */
  public static final int INPUT = 0;

  /** Output: the window. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "CIRCULAR_BUFFER";
  }
}
