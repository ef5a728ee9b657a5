/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.BinaryOp;
import org.tflm4j.api.op.Broadcast;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;

/** Walks over two inputs that broadcast against each other, row by row. */
final class BroadcastKernel implements Kernel {
  private final Broadcast broadcast;
  private final BinaryRow row;
  private final List<InputOverlap> overlaps = new ArrayList<>();

  BroadcastKernel(Broadcast broadcast, BinaryRow row, KernelRequest request) {
    this.broadcast = broadcast;
    this.row = row;
    int outputBytes = request.output(BinaryOp.OUTPUT).type().bytes();
    for (int i = 0; i < 2; i++) {
      // Rows are computed from front to back, so a narrower output does not catch up.
      if (broadcast.isWhole(i) && outputBytes <= request.inputType(i).bytes()) {
        overlaps.add(InputOverlap.inPlace(i));
      }
    }
  }

  @Override
  public List<InputOverlap> overlaps() {
    return overlaps;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input1 = context.input(BinaryOp.INPUT1);
    Tensor input2 = context.input(BinaryOp.INPUT2);
    Tensor output = context.output(BinaryOp.OUTPUT);
    int input1Bytes = input1.type().bytes();
    int input2Bytes = input2.type().bytes();
    int rowBytes = broadcast.rowLength() * output.type().bytes();
    for (int r = 0; r < broadcast.rows(); r++) {
      row.compute(
          input1.data(),
          input1.offset() + broadcast.rowStart(0, r) * input1Bytes,
          input2.data(),
          input2.offset() + broadcast.rowStart(1, r) * input2Bytes,
          output.data(),
          output.offset() + r * rowBytes,
          broadcast.rowLength());
    }
  }
}
