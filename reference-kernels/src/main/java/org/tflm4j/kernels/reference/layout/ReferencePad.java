/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import java.util.Arrays;
import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Pad;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;

/**
 * Mirrors {@code kernels/internal/reference/pad.h}. Writes the output from front to back, so that
 * it may lie over an input behind its start.
 */
final class ReferencePad implements Kernel {
  private final int elementBytes;

  private final Pad.PadValue padValue;

  /**
   * The dimension along which the input is copied in one piece: nothing is padded within. Outside
   * of it dimensions are walked one index at a time.
   */
  private final int copied;

  /** Input dimensions up to the copied one, and bytes of padding before and behind each index. */
  private final int[] counts;

  private final int[] beforeBytes;
  private final int[] behindBytes;

  /** Bytes of a piece. */
  private final int pieceBytes;

  private ReferencePad(Pad op, int elementBytes) {
    this.elementBytes = elementBytes;
    this.padValue = op.padValue();
    // A scalar is padded as a row of one element is.
    Shape input = op.inputShape().rank() == 0 ? Shape.of(1) : op.inputShape();
    Shape output = op.outputShape().rank() == 0 ? Shape.of(1) : op.outputShape();
    int rank = input.rank();
    int last = rank - 1;
    while (last > 0 && input.dimension(last) == output.dimension(last)) {
      last--;
    }
    this.copied = last;
    this.counts = Arrays.copyOf(input.toArray(), last + 1);
    this.beforeBytes = new int[last + 1];
    this.behindBytes = new int[last + 1];
    for (int axis = 0; axis <= last; axis++) {
      int stepBytes = output.elementCount(axis + 1, rank) * elementBytes;
      int before = op.before().isEmpty() ? 0 : op.before().get(axis);
      beforeBytes[axis] = before * stepBytes;
      behindBytes[axis] = (output.dimension(axis) - before - input.dimension(axis)) * stepBytes;
    }
    this.pieceBytes = input.elementCount(last, rank) * elementBytes;
  }

  static Kernel create(Pad op, KernelRequest request) {
    return new ReferencePad(op, request.inputType(Pad.INPUT).bytes());
  }

  /** The padding in front of the last piece is how far the input may lie behind the output. */
  @Override
  public List<InputOverlap> overlaps() {
    long padding = beforeBytes[copied];
    for (int axis = copied - 1; axis >= 0; axis--) {
      padding += beforeBytes[axis] + (counts[axis] - 1) * padding(axis + 1);
    }
    return List.of(InputOverlap.behind(0, (int) Math.min(padding, Integer.MAX_VALUE)));
  }

  /** Returns the bytes of padding within one index of the dimension outside of {@code axis}. */
  private long padding(int axis) {
    long inner = axis == copied ? 0 : counts[axis] * padding(axis + 1);
    return (long) beforeBytes[axis] + behindBytes[axis] + inner;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(Pad.INPUT);
    Tensor output = context.output(Pad.OUTPUT);
    pad(context, 0, input.offset(), output.offset());
  }

  /**
   * Writes one index of the dimension outside of {@code axis}.
   *
   * @return where the next one begins in the output
   */
  private int pad(KernelContext context, int axis, int inputAt, int outputAt) {
    byte[] output = context.output(Pad.OUTPUT).data();
    int at = outputAt;
    fill(context, output, at, beforeBytes[axis]);
    at += beforeBytes[axis];
    if (axis == copied) {
      System.arraycopy(context.input(Pad.INPUT).data(), inputAt, output, at, pieceBytes);
      at += pieceBytes;
    } else {
      int from = inputAt;
      for (int i = 0; i < counts[axis]; i++) {
        at = pad(context, axis + 1, from, at);
        from += inputBytes(axis + 1);
      }
    }
    fill(context, output, at, behindBytes[axis]);
    return at + behindBytes[axis];
  }

  /** Returns the bytes of the input from one index of the dimension outside of {@code axis} on. */
  private int inputBytes(int axis) {
    int bytes = pieceBytes;
    for (int inner = axis; inner < copied; inner++) {
      bytes *= counts[inner];
    }
    return bytes;
  }

  private void fill(KernelContext context, byte[] output, int at, int bytes) {
    if (bytes == 0) {
      return;
    }
    switch (padValue) {
      case Pad.OperandValue _ -> {
        Tensor value = context.input(Pad.PAD_VALUE);
        ElementFill.fill(value.data(), value.offset(), elementBytes, output, at, bytes);
      }
      case Pad.RealZero(byte everyByte) -> Arrays.fill(output, at, at + bytes, everyByte);
    }
  }
}
