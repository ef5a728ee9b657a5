/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.StridedCopy;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;

/**
 * Mirrors {@code kernels/internal/reference/transpose.h}, {@code strided_slice.h}, {@code
 * space_to_depth.h} and {@code depth_to_space.h}.
 */
final class ReferenceStridedCopy {
  private ReferenceStridedCopy() {}

  static Kernel create(StridedCopy op, KernelRequest request) {
    int elementBytes = request.inputType(StridedCopy.INPUT).bytes();
    BlockCopy walk =
        new BlockCopy(op.shape(), op.inputStrides(), BlockCopy.dense(op.shape()), elementBytes);
    int first = op.inputStart() * elementBytes;
    return context -> {
      Tensor input = context.input(StridedCopy.INPUT);
      Tensor output = context.output(StridedCopy.OUTPUT);
      walk.copy(input.data(), input.offset() + first, output.data(), output.offset());
    };
  }
}
