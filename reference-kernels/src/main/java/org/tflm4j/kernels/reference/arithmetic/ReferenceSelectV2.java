/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import java.util.List;
import java.util.stream.IntStream;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Broadcast;
import org.tflm4j.api.op.SelectV2;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code kernels/internal/reference/select.h}. */
final class ReferenceSelectV2 implements Kernel {
  private final Broadcast broadcast;
  private final int width;

  private ReferenceSelectV2(SelectV2 op) {
    this.broadcast = op.broadcast();
    this.width = op.elementBytes();
  }

  static Kernel create(SelectV2 op, KernelRequest request) {
    return new ReferenceSelectV2(op);
  }

  @Override
  public List<InputOverlap> overlaps() {
    return IntStream.of(SelectV2.X, SelectV2.Y)
        .filter(broadcast::isWhole)
        .mapToObj(InputOverlap::inPlace)
        .toList();
  }

  @Override
  public void eval(KernelContext context) {
    Tensor condition = context.input(SelectV2.CONDITION);
    Tensor x = context.input(SelectV2.X);
    Tensor y = context.input(SelectV2.Y);
    Tensor output = context.output(SelectV2.OUTPUT);
    for (int row = 0; row < broadcast.rows(); row++) {
      int conditionAt = condition.offset() + broadcast.rowStart(SelectV2.CONDITION, row);
      int xAt = x.offset() + broadcast.rowStart(SelectV2.X, row) * width;
      int yAt = y.offset() + broadcast.rowStart(SelectV2.Y, row) * width;
      int outputAt = output.offset() + row * broadcast.rowLength() * width;
      for (int i = 0; i < broadcast.rowLength(); i++) {
        if (condition.data()[conditionAt] != 0) {
          copy(x.data(), xAt, output.data(), outputAt);
        } else {
          copy(y.data(), yAt, output.data(), outputAt);
        }
        conditionAt += broadcast.rowStep(SelectV2.CONDITION);
        xAt += broadcast.rowStep(SelectV2.X) * width;
        yAt += broadcast.rowStep(SelectV2.Y) * width;
        outputAt += width;
      }
    }
  }

  private void copy(byte[] from, int fromAt, byte[] to, int toAt) {
    for (int i = 0; i < width; i++) {
      to[toAt + i] = from[fromAt + i];
    }
  }
}
