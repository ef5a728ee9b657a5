/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.gather;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Gather;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.kernels.reference.support.IndexInput;

/** Copies slices. Mirrors {@code Gather} of {@code micro/kernels/gather.cc}. */
final class ReferenceGather implements Kernel {
  private final Gather op;

  ReferenceGather(Gather op) {
    this.op = op;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(Gather.INPUT);
    Tensor positions = context.input(Gather.POSITIONS);
    Tensor output = context.output(Gather.OUTPUT);
    int sliceBytes = op.innerSize() * input.type().bytes();
    int inputAt = input.offset();
    int outputAt = output.offset();
    for (int batch = 0; batch < op.batches(); batch++) {
      for (int outer = 0; outer < op.outerSize(); outer++) {
        for (int i = 0; i < op.positionCount(); i++) {
          int position = IndexInput.index(positions, batch * op.positionCount() + i, op.axisSize());
          System.arraycopy(
              input.data(), inputAt + position * sliceBytes, output.data(), outputAt, sliceBytes);
          outputAt += sliceBytes;
        }
        inputAt += op.axisSize() * sliceBytes;
      }
    }
  }
}
