/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.SignalStacker;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/**
 * Mirrors {@code signal/micro/kernels/stacker.cc}. The state is the number of instants held plus 1
 * (0 before the first instant), the instants, fewer than an output has, and the last valid output.
 */
final class ReferenceSignalStacker implements Kernel {
  private final SignalStacker op;
  private final int instantBytes;
  private final int outputBytes;

  ReferenceSignalStacker(SignalStacker op) {
    this.op = op;
    this.instantBytes = 2 * op.channels();
    this.outputBytes = instantBytes * op.instants();
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.persistent(Integer.BYTES, outputBytes - instantBytes, outputBytes);
  }

  @Override
  public void eval(KernelContext context) {
    byte[] arena = context.arena();
    int countAt = context.persistentOffset(0);
    int heldAt = context.persistentOffset(1);
    int lastAt = context.persistentOffset(2);
    Tensor input = context.input(SignalStacker.INPUT);
    Tensor output = context.output(SignalStacker.OUTPUT);
    int held = LittleEndian.getInt(arena, countAt) - 1;
    if (held < 0) {
      // The first instant stands for those before it.
      for (held = 0; held < op.leftContext(); held++) {
        copy(input.data(), input.offset(), arena, heldAt + held * instantBytes, instantBytes);
      }
    }
    int heldBytes = held * instantBytes;
    boolean valid = heldBytes + instantBytes == outputBytes;
    if (valid) {
      copy(arena, heldAt, output.data(), output.offset(), heldBytes);
      copy(input.data(), input.offset(), output.data(), output.offset() + heldBytes, instantBytes);
      held = op.instants() - op.step();
      int kept = held * instantBytes;
      copy(output.data(), output.offset() + outputBytes - kept, arena, heldAt, kept);
      copy(output.data(), output.offset(), arena, lastAt, outputBytes);
    } else {
      copy(input.data(), input.offset(), arena, heldAt + heldBytes, instantBytes);
      held++;
      copy(arena, lastAt, output.data(), output.offset(), outputBytes);
    }
    LittleEndian.putInt(arena, countAt, held + 1);
    context.output(SignalStacker.OUTPUT_VALID).setInt8At(0, (byte) (valid ? 1 : 0));
  }

  private static void copy(byte[] from, int fromAt, byte[] to, int toAt, int bytes) {
    System.arraycopy(from, fromAt, to, toAt, bytes);
  }
}
