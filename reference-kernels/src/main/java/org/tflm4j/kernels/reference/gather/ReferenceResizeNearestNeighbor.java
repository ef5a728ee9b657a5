/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.gather;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Resize;
import org.tflm4j.api.tensor.Tensor;

/** Copies pixels. Mirrors {@code kernels/internal/reference/resize_nearest_neighbor.h}. */
final class ReferenceResizeNearestNeighbor implements Kernel {
  private final Resize op;

  /** The input row of each output row, and the input column of each output column. */
  private final int[] inputRows;

  private final int[] inputColumns;

  ReferenceResizeNearestNeighbor(Resize op) {
    this.op = op;
    this.inputRows = neighbors(op.inputHeight(), op.outputHeight(), op);
    this.inputColumns = neighbors(op.inputWidth(), op.outputWidth(), op);
  }

  private static int[] neighbors(int inputSize, int outputSize, Resize op) {
    float scale =
        op.alignCorners() && outputSize > 1
            ? (inputSize - 1) / (float) (outputSize - 1)
            : inputSize / (float) outputSize;
    float offset = op.halfPixelCenters() ? 0.5f : 0;
    int[] neighbors = new int[outputSize];
    for (int i = 0; i < outputSize; i++) {
      float position = (i + offset) * scale;
      // Rounds halves up; the double holds position + 0.5 exactly.
      double neighbor = op.alignCorners() ? Math.floor(position + 0.5) : Math.floor(position);
      neighbors[i] = Math.min((int) neighbor, inputSize - 1);
    }
    return neighbors;
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.NONE.holding(4L * (inputRows.length + inputColumns.length));
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(Resize.INPUT);
    Tensor output = context.output(Resize.OUTPUT);
    int pixelBytes = op.depth() * input.type().bytes();
    int rowBytes = op.inputWidth() * pixelBytes;
    int outputAt = output.offset();
    for (int batch = 0; batch < op.batches(); batch++) {
      int imageAt = input.offset() + batch * op.inputHeight() * rowBytes;
      for (int inY : inputRows) {
        int rowAt = imageAt + inY * rowBytes;
        for (int inX : inputColumns) {
          System.arraycopy(
              input.data(), rowAt + inX * pixelBytes, output.data(), outputAt, pixelBytes);
          outputAt += pixelBytes;
        }
      }
    }
  }
}
