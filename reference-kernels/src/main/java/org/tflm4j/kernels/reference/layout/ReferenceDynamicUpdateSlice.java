/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.DynamicUpdateSlice;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code micro/kernels/dynamic_update_slice.cc}. */
final class ReferenceDynamicUpdateSlice implements Kernel {
  private final BlockCopy copy;
  private final ClampedBlockStart start;
  private final boolean replacesAll;

  private ReferenceDynamicUpdateSlice(DynamicUpdateSlice op, int elementBytes) {
    this.copy =
        new BlockCopy(
            op.updateShape(),
            BlockCopy.dense(op.updateShape()),
            BlockCopy.dense(op.operandShape()),
            elementBytes);
    this.start = new ClampedBlockStart(op.operandShape(), op.updateShape(), elementBytes);
    this.replacesAll = op.updateShape().equals(op.operandShape());
  }

  static Kernel create(DynamicUpdateSlice op, KernelRequest request) {
    return new ReferenceDynamicUpdateSlice(
        op, request.inputType(DynamicUpdateSlice.OPERAND).bytes());
  }

  @Override
  public void eval(KernelContext context) {
    Tensor update = context.input(DynamicUpdateSlice.UPDATE);
    Tensor output = context.output(DynamicUpdateSlice.OUTPUT);
    if (!replacesAll) {
      ReferenceReshape.copy(context.input(DynamicUpdateSlice.OPERAND), output);
    }
    copy.copy(
        update.data(),
        update.offset(),
        output.data(),
        output.offset() + start.bytes(context.input(DynamicUpdateSlice.START_INDICES)));
  }
}
