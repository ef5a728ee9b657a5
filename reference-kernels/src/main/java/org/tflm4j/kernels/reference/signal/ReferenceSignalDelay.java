/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.SignalDelay;
import org.tflm4j.api.tensor.Tensor;

/**
 * Mirrors {@code signal/micro/kernels/delay.cc}. The state of a row holds the delayed samples, in
 * order.
 */
final class ReferenceSignalDelay implements Kernel {
  private final SignalDelay op;

  ReferenceSignalDelay(SignalDelay op) {
    this.op = op;
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.persistent(2 * op.rows() * op.delayLength());
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(SignalDelay.INPUT);
    Tensor output = context.output(SignalDelay.OUTPUT);
    int frame = 2 * op.frameSize();
    int delay = 2 * op.delayLength();
    int waiting = Math.min(delay, frame);
    for (int row = 0; row < op.rows(); row++) {
      int inputAt = input.offset() + row * frame;
      int outputAt = output.offset() + row * frame;
      int stateAt = context.persistentOffset(0) + row * delay;
      System.arraycopy(context.arena(), stateAt, output.data(), outputAt, waiting);
      System.arraycopy(input.data(), inputAt, output.data(), outputAt + waiting, frame - waiting);
      System.arraycopy(
          context.arena(), stateAt + waiting, context.arena(), stateAt, delay - waiting);
      System.arraycopy(
          input.data(),
          inputAt + frame - waiting,
          context.arena(),
          stateAt + delay - waiting,
          waiting);
    }
  }
}
