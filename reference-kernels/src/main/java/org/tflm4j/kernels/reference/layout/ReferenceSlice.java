/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Slice;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code kernels/internal/reference/slice.h}. */
final class ReferenceSlice implements Kernel {
  private final Slice op;
  private final BlockCopy copy;
  private final ClampedBlockStart start;

  private ReferenceSlice(Slice op, int elementBytes) {
    this.op = op;
    this.copy =
        new BlockCopy(
            op.size(), BlockCopy.dense(op.inputShape()), BlockCopy.dense(op.size()), elementBytes);
    this.start = new ClampedBlockStart(op.inputShape(), op.size(), elementBytes);
  }

  static Kernel create(Slice op, KernelRequest request) {
    return new ReferenceSlice(op, request.inputType(Slice.INPUT).bytes());
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(Slice.INPUT);
    Tensor begins = context.input(Slice.BEGIN);
    Tensor output = context.output(Slice.OUTPUT);
    OperandProblem.refuse(op.problem(begins, context.input(Slice.SIZE)));
    copy.copy(input.data(), input.offset() + start.bytes(begins), output.data(), output.offset());
  }
}
