/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import java.util.Arrays;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Pad;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;

/**
 * PAD and PADV2 with a pad value of equal bytes. Writes every byte of the output once, where the
 * reference kernel fills it first: images are larger than the caches near the processor.
 */
final class VectorPad implements Kernel {
  /** Axes from the outermost to the innermost one with padding; never none. */
  private final int[] dimensions;

  /** Bytes of one step along each axis, in the input and in the output. */
  private final int[] inputSteps;

  private final int[] outputSteps;

  /** Bytes of padding in front of and behind the input along each axis. */
  private final int[] front;

  private final int[] behind;
  private final byte padByte;

  private VectorPad(Pad op, int elementBytes) {
    Shape input = op.inputShape();
    Shape output = op.outputShape();
    int axes = Math.max(1, innermostPadded(op) + 1);
    this.dimensions = new int[axes];
    this.inputSteps = new int[axes];
    this.outputSteps = new int[axes];
    this.front = new int[axes];
    this.behind = new int[axes];
    this.padByte = (byte) op.padValue();
    for (int axis = 0; axis < axes; axis++) {
      dimensions[axis] = input.dimension(axis);
      inputSteps[axis] = input.elementCount(axis + 1, input.rank()) * elementBytes;
      outputSteps[axis] = output.elementCount(axis + 1, output.rank()) * elementBytes;
      int before = op.before().get(axis);
      int after = output.dimension(axis) - input.dimension(axis) - before;
      front[axis] = before * outputSteps[axis];
      behind[axis] = after * outputSteps[axis];
    }
  }

  static KernelAnswer answer(Pad op, KernelRequest request) {
    int elementBytes = request.inputType(0).bytes();
    if (request.hasInput(2) && elementBytes > 1) {
      return KernelAnswer.declined("the vector kernel takes no pad values of several bytes");
    }
    if (op.inputShape().rank() == 0 || op.inputShape().elementCount() == 0) {
      return KernelAnswer.declined("there is nothing to copy");
    }
    return KernelAnswer.of(new VectorPad(op, elementBytes));
  }

  private static int innermostPadded(Pad op) {
    int axis = op.inputShape().rank() - 1;
    while (axis >= 0 && op.inputShape().dimension(axis) == op.outputShape().dimension(axis)) {
      axis--;
    }
    return axis;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(0);
    Tensor output = context.output(0);
    byte pad = context.hasInput(2) ? context.input(2).data()[context.input(2).offset()] : padByte;
    copy(0, input.data(), input.offset(), output.data(), output.offset(), pad);
  }

  private void copy(int axis, byte[] from, int fromAt, byte[] to, int toAt, byte pad) {
    int at = toAt + front[axis];
    Arrays.fill(to, toAt, at, pad);
    int end = at + dimensions[axis] * outputSteps[axis];
    if (axis == dimensions.length - 1) {
      // What lies further in has no padding: one piece.
      System.arraycopy(from, fromAt, to, at, end - at);
    } else {
      for (int i = 0; i < dimensions[axis]; i++) {
        int step = i * outputSteps[axis];
        copy(axis + 1, from, fromAt + i * inputSteps[axis], to, at + step, pad);
      }
    }
    Arrays.fill(to, end, end + behind[axis], pad);
  }
}
