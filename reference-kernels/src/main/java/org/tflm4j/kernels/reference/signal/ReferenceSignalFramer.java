/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import java.util.Arrays;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.SignalFramer;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/**
 * Mirrors {@code signal/micro/kernels/framer.cc}. The state is the number of samples that the
 * history of each row holds (the same for all, since all get the same), and the histories.
 */
final class ReferenceSignalFramer implements Kernel {
  private final SignalFramer op;
  private final int historyBytes;
  private final int stepBytes;
  private final int frameBytes;

  ReferenceSignalFramer(SignalFramer op) {
    this.op = op;
    this.historyBytes = 2 * op.history();
    this.stepBytes = 2 * op.frameStep();
    this.frameBytes = 2 * op.frameSize();
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.persistent(Integer.BYTES, op.rows() * historyBytes);
  }

  @Override
  public void initialize(KernelContext context) {
    // The zeros of the prefill are there already.
    if (op.prefill()) {
      LittleEndian.putInt(context.arena(), context.persistentOffset(0), historyBytes);
    }
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(SignalFramer.INPUT);
    Tensor output = context.output(SignalFramer.OUTPUT);
    byte[] arena = context.arena();
    int held = LittleEndian.getInt(arena, context.persistentOffset(0));
    boolean valid = held == historyBytes;
    int heldAfter = held;
    for (int row = 0; row < op.rows(); row++) {
      int historyAt = context.persistentOffset(1) + row * historyBytes;
      heldAfter = held;
      for (int frame = row * op.frames(); frame < (row + 1) * op.frames(); frame++) {
        int stepAt = input.offset() + frame * stepBytes;
        int frameAt = output.offset() + frame * frameBytes;
        if (heldAfter < historyBytes) {
          System.arraycopy(input.data(), stepAt, arena, historyAt + heldAfter, stepBytes);
          heldAfter += stepBytes;
          Arrays.fill(output.data(), frameAt, frameAt + frameBytes, (byte) 0);
        } else {
          advance(arena, historyAt, input.data(), stepAt, output.data(), frameAt);
        }
      }
    }
    LittleEndian.putInt(arena, context.persistentOffset(0), heldAfter);
    context.output(SignalFramer.OUTPUT_VALID).setInt8At(0, (byte) (valid ? 1 : 0));
  }

  /** Writes the frame of the history and the step, and appends the step to the history. */
  private void advance(
      byte[] arena, int historyAt, byte[] steps, int stepAt, byte[] frames, int frameAt) {
    int old = Math.min(historyBytes, frameBytes);
    System.arraycopy(arena, historyAt, frames, frameAt, old);
    System.arraycopy(steps, stepAt, frames, frameAt + old, frameBytes - old);
    int staying = Math.max(historyBytes - stepBytes, 0);
    int entering = historyBytes - staying;
    System.arraycopy(arena, historyAt + entering, arena, historyAt, staying);
    System.arraycopy(steps, stepAt + stepBytes - entering, arena, historyAt + staying, entering);
  }
}
