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
  private final BlockPosition position;
  private final boolean replacesAll;

  private ReferenceDynamicUpdateSlice(DynamicUpdateSlice op, int elementBytes) {
    this.copy =
        new BlockCopy(
            op.updateShape(),
            BlockCopy.dense(op.updateShape()),
            BlockCopy.dense(op.operandShape()),
            elementBytes);
    this.position = new BlockPosition(op.operandShape(), op.updateShape(), elementBytes);
    this.replacesAll = op.updateShape().equals(op.operandShape());
  }

  static Kernel create(DynamicUpdateSlice op, KernelRequest request) {
    return new ReferenceDynamicUpdateSlice(op, request.inputType(0).bytes());
  }

  @Override
  public void eval(KernelContext context) {
    Tensor update = context.input(1);
    Tensor output = context.output(0);
    if (!replacesAll) {
      ReferenceReshape.copy(context.input(0), output);
    }
    copy.copy(
        update.data(),
        update.offset(),
        output.data(),
        output.offset() + position.clamped(context.input(2)));
  }
}
