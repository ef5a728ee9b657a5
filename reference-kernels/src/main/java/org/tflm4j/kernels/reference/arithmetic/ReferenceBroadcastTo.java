/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Broadcast;
import org.tflm4j.api.op.BroadcastTo;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code kernels/internal/reference/broadcast_to.h}. */
final class ReferenceBroadcastTo implements Kernel {
  private final Broadcast broadcast;
  private final int width;

  private ReferenceBroadcastTo(BroadcastTo op) {
    this.broadcast = op.broadcast();
    this.width = op.elementBytes();
  }

  static Kernel create(BroadcastTo op, KernelRequest request) {
    return new ReferenceBroadcastTo(op);
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(BroadcastTo.INPUT);
    Tensor output = context.output(BroadcastTo.OUTPUT);
    int rowBytes = broadcast.rowLength() * width;
    // A row is a copy of as many bytes, or one element over and over.
    int copiedBytes = broadcast.rowStep(0) == 0 ? width : rowBytes;
    for (int row = 0; row < broadcast.rows() && rowBytes > 0; row++) {
      int outputAt = output.offset() + row * rowBytes;
      System.arraycopy(
          input.data(),
          input.offset() + broadcast.rowStart(0, row) * width,
          output.data(),
          outputAt,
          copiedBytes);
      repeat(output.data(), outputAt, copiedBytes, rowBytes);
    }
  }

  /** Fills {@code bytes} bytes with what the first {@code filled} of them hold. */
  private static void repeat(byte[] data, int at, int filled, int bytes) {
    for (int done = filled; done < bytes; done += Math.min(done, bytes - done)) {
      System.arraycopy(data, at, data, at + done, Math.min(done, bytes - done));
    }
  }
}
