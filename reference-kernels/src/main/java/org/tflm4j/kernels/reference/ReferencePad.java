/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

import java.util.Arrays;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Pad;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code kernels/internal/reference/pad.h}. */
final class ReferencePad implements Kernel {
  private final BlockCopy copy;
  private final int elementBytes;
  private final boolean padded;

  /** Where the input's first element goes, in bytes from the start of the output. */
  private final int first;

  /** All bytes of the pad value where there is no tensor for it. */
  private final byte padByte;

  private ReferencePad(Pad op, int elementBytes) {
    this.elementBytes = elementBytes;
    this.padded = op.inputShape().elementCount() < op.outputShape().elementCount();
    this.copy =
        new BlockCopy(
            op.inputShape(),
            BlockCopy.dense(op.inputShape()),
            BlockCopy.dense(op.outputShape()),
            elementBytes);
    int index = 0;
    for (int axis = 0; axis < op.before().size(); axis++) {
      index += op.before().get(axis) * BlockCopy.dense(op.outputShape()).get(axis);
    }
    this.first = index * elementBytes;
    this.padByte = (byte) op.padValue();
  }

  static Kernel create(Pad op, KernelRequest request) {
    // The value in the record has one byte: it is an INT8 zero point, or 0.
    return new ReferencePad(op, request.inputType(0).bytes());
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(0);
    Tensor output = context.output(0);
    if (padded) {
      fill(context, output);
    }
    copy.copy(input.data(), input.offset(), output.data(), output.offset() + first);
  }

  private void fill(KernelContext context, Tensor output) {
    int start = output.offset();
    if (context.hasInput(2)) {
      Tensor value = context.input(2);
      RepeatedElement.fill(
          value.data(), value.offset(), elementBytes, output.data(), start, output.byteSize());
    } else {
      Arrays.fill(output.data(), start, start + output.byteSize(), padByte);
    }
  }
}
