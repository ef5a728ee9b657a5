/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.MirrorPad;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code micro/kernels/mirror_pad.cc}, row by row instead of element by element. */
final class ReferenceMirrorPad implements Kernel {
  private final MirrorPad op;
  private final int elementBytes;

  private ReferenceMirrorPad(MirrorPad op, int elementBytes) {
    this.op = op;
    this.elementBytes = elementBytes;
  }

  static Kernel create(MirrorPad op, KernelRequest request) {
    return new ReferenceMirrorPad(op, request.inputType(0).bytes());
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(0);
    Tensor paddings = context.input(1);
    Tensor output = context.output(0);
    OperandProblem.refuse(op.problem(paddings));
    if (output.elementCount() == 0) {
      return;
    }
    int innermost = op.inputShape().rank() - 1;
    int width = op.inputShape().dimension(innermost);
    int outputWidth = op.outputShape().dimension(innermost);
    int before = (int) paddings.integerAt(2 * innermost);
    int rows = output.elementCount() / outputWidth;
    for (int row = 0; row < rows; row++) {
      int from = input.offset() + inputRow(paddings, row) * width * elementBytes;
      int to = output.offset() + row * outputWidth * elementBytes;
      row(input.data(), from, width, output.data(), to, before, outputWidth - width - before);
    }
  }

  /** Returns the row of the input that a row of the output shows. */
  private int inputRow(Tensor paddings, int outputRow) {
    Shape shape = op.inputShape();
    int row = 0;
    int rowStride = 1;
    int remaining = outputRow;
    for (int axis = shape.rank() - 2; axis >= 0; axis--) {
      int dimension = shape.dimension(axis);
      int coordinate = remaining % op.outputShape().dimension(axis);
      remaining /= op.outputShape().dimension(axis);
      row += mirrored(coordinate - (int) paddings.integerAt(2 * axis), dimension) * rowStride;
      rowStride *= dimension;
    }
    return row;
  }

  /** Returns the coordinate inside the input for one that may lie beside it. */
  private int mirrored(int coordinate, int dimension) {
    if (coordinate < 0) {
      return op.offset() - 1 - coordinate;
    }
    if (coordinate < dimension) {
      return coordinate;
    }
    return Math.max(2 * dimension - 1 - op.offset() - coordinate, 0);
  }

  private void row(byte[] from, int fromAt, int width, byte[] to, int toAt, int before, int after) {
    int lastMirrored = fromAt + (before + op.offset() - 1) * elementBytes;
    elements(before, from, lastMirrored, -elementBytes, to, toAt);
    int inside = toAt + before * elementBytes;
    System.arraycopy(from, fromAt, to, inside, width * elementBytes);
    int behind = inside + width * elementBytes;
    int mirror = Math.min(after, width - op.offset());
    elements(
        mirror, from, fromAt + (width - 1 - op.offset()) * elementBytes, -elementBytes, to, behind);
    elements(after - mirror, from, fromAt, 0, to, behind + mirror * elementBytes);
  }

  private void elements(int count, byte[] from, int fromAt, int fromStride, byte[] to, int toAt) {
    BlockCopy.grid(1, count, elementBytes, from, fromAt, 0, fromStride, to, toAt, 0, elementBytes);
  }
}
