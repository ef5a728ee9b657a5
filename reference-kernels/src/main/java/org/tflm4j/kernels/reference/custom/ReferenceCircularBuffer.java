/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.custom;

import java.util.Arrays;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.CircularBuffer;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code micro/kernels/circular_buffer.cc}. */
final class ReferenceCircularBuffer implements Kernel {
  // Persistent buffers: the cycles until the next run, and the window unless it is the output.
  private static final int CYCLES = 0;
  private static final int WINDOW = 1;

  private final CircularBuffer op;
  private final int windowSize;

  ReferenceCircularBuffer(CircularBuffer op) {
    this.op = op;
    this.windowSize = op.slots() * op.elementSize();
  }

  @Override
  public KernelMemory memory() {
    return op.keepsWindow() ? KernelMemory.persistent(4, windowSize) : KernelMemory.persistent(4);
  }

  @Override
  public void initialize(KernelContext context) {
    LittleEndian.putInt(context.arena(), context.persistentOffset(CYCLES), op.cyclesMax());
    if (op.keepsWindow()) {
      int windowAt = context.persistentOffset(WINDOW);
      Arrays.fill(context.arena(), windowAt, windowAt + windowSize, (byte) op.zeroPoint());
    }
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(CircularBuffer.INPUT);
    Tensor output = context.output(CircularBuffer.OUTPUT);
    if (op.keepsWindow()) {
      int windowAt = context.persistentOffset(WINDOW);
      shift(input, context.arena(), windowAt);
      System.arraycopy(context.arena(), windowAt, output.data(), output.offset(), windowSize);
    } else {
      shift(input, output.data(), output.offset());
    }

    int cyclesAt = context.persistentOffset(CYCLES);
    int cycles = LittleEndian.getInt(context.arena(), cyclesAt) - 1;
    if (cycles != 0) {
      context.abortInvocation();
    }
    LittleEndian.putInt(context.arena(), cyclesAt, cycles == 0 ? op.cyclesMax() : cycles);
  }

  private void shift(Tensor input, byte[] window, int windowAt) {
    int size = op.elementSize();
    System.arraycopy(window, windowAt + size, window, windowAt, windowSize - size);
    System.arraycopy(input.data(), input.offset(), window, windowAt + windowSize - size, size);
  }
}
