/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.ReverseV2;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;

/**
 * Mirrors {@code kernels/internal/reference/reverse.h}: axes that are neighbours are reversed as
 * one.
 */
final class ReferenceReverseV2 implements Kernel {
  private final ReverseV2 op;
  private final int elementBytes;

  private ReferenceReverseV2(ReverseV2 op, int elementBytes) {
    this.op = op;
    this.elementBytes = elementBytes;
  }

  static Kernel create(ReverseV2 op, KernelRequest request) {
    return new ReferenceReverseV2(op, request.inputType(ReverseV2.INPUT).bytes());
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(ReverseV2.INPUT);
    Tensor axes = context.input(ReverseV2.AXES);
    Tensor output = context.output(ReverseV2.OUTPUT);
    OperandProblem.refuse(op.problem(axes));
    Shape shape = op.shape();
    int mask = op.axisMask(axes);
    int firstAxis = Integer.numberOfTrailingZeros(mask);
    int endAxis = Integer.SIZE - Integer.numberOfLeadingZeros(mask);
    int upperSize = shape.elementCount(0, firstAxis);
    int middleSize = shape.elementCount(firstAxis, endAxis);
    int runBytes = shape.elementCount(endAxis, shape.rank()) * elementBytes;
    BlockCopy.grid(
        upperSize,
        middleSize,
        runBytes,
        input.data(),
        input.offset(),
        middleSize * runBytes,
        runBytes,
        output.data(),
        output.offset() + (middleSize - 1) * runBytes,
        middleSize * runBytes,
        -runBytes);
  }
}
