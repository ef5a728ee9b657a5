/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.MirrorPad;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;

/**
 * Mirrors {@code micro/kernels/mirror_pad.cc}, row by row instead of element by element. A row lies
 * along the innermost dimension that grows; what a step along it covers is copied in one piece.
 */
final class ReferenceMirrorPad implements Kernel {
  private final MirrorPad op;
  private final int rowAxis;

  /** Bytes that a step along each dimension covers. */
  private final int[] inputStrides;

  private final int[] outputStrides;

  private ReferenceMirrorPad(MirrorPad op, int elementBytes) {
    this.op = op;
    int rank = op.inputShape().rank();
    int axis = rank - 1;
    while (axis > 0 && op.inputShape().dimension(axis) == op.outputShape().dimension(axis)) {
      axis--;
    }
    this.rowAxis = axis;
    this.inputStrides = new int[rank];
    this.outputStrides = new int[rank];
    for (int i = 0; i < rank; i++) {
      inputStrides[i] = op.inputShape().elementCount(i + 1, rank) * elementBytes;
      outputStrides[i] = op.outputShape().elementCount(i + 1, rank) * elementBytes;
    }
  }

  static Kernel create(MirrorPad op, KernelRequest request) {
    return new ReferenceMirrorPad(op, request.inputType(MirrorPad.INPUT).bytes());
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(MirrorPad.INPUT);
    Tensor paddings = context.input(MirrorPad.PADDINGS);
    Tensor output = context.output(MirrorPad.OUTPUT);
    OperandProblem.refuse(op.problem(paddings));
    if (output.elementCount() > 0) {
      pad(0, paddings, input.data(), input.offset(), output.data(), output.offset());
    }
  }

  private void pad(int axis, Tensor paddings, byte[] from, int fromAt, byte[] to, int toAt) {
    int dimension = op.inputShape().dimension(axis);
    int outputDimension = op.outputShape().dimension(axis);
    int before = (int) paddings.integerAt(2 * axis);
    if (axis == rowAxis) {
      row(dimension, before, outputDimension - dimension - before, from, fromAt, to, toAt);
      return;
    }
    for (int i = 0; i < outputDimension; i++) {
      int at = fromAt + mirrored(i - before, dimension) * inputStrides[axis];
      pad(axis + 1, paddings, from, at, to, toAt + i * outputStrides[axis]);
    }
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

  private void row(int width, int before, int after, byte[] from, int fromAt, byte[] to, int toAt) {
    int piece = inputStrides[rowAxis];
    int inside = toAt + before * piece;
    int behind = inside + width * piece;
    int mirror = Math.min(after, width - op.offset());
    int firstMirror = fromAt + (before + op.offset() - 1) * piece;
    int lastMirror = fromAt + (width - op.offset() - 1) * piece;
    pieces(before, from, firstMirror, -piece, to, toAt);
    System.arraycopy(from, fromAt, to, inside, width * piece);
    pieces(mirror, from, lastMirror, -piece, to, behind);
    // More padding than there is to mirror: TFLM repeats the first piece.
    pieces(after - mirror, from, fromAt, 0, to, behind + mirror * piece);
  }

  private void pieces(int count, byte[] from, int fromAt, int fromStride, byte[] to, int toAt) {
    int piece = inputStrides[rowAxis];
    BlockCopy.grid(1, count, piece, from, fromAt, 0, fromStride, to, toAt, 0, piece);
  }
}
