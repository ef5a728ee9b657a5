/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Reshape;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code micro/kernels/reshape.cc}, {@code squeeze.cc} and {@code expand_dims.cc}. */
final class ReferenceReshape {
  private ReferenceReshape() {}

  static Kernel create(Reshape op, KernelRequest request) {
    return (InPlaceKernel) ReferenceReshape::eval;
  }

  private static void eval(KernelContext context) {
    copy(context.input(Reshape.INPUT), context.output(Reshape.OUTPUT));
  }

  /** Copies all bytes, unless both tensors lie in the same place. */
  @SuppressWarnings("ReferenceEquality") // the very same array, not one with the same contents
  static void copy(Tensor from, Tensor to) {
    if (from.offset() != to.offset() || from.data() != to.data()) {
      System.arraycopy(from.data(), from.offset(), to.data(), to.offset(), to.byteSize());
    }
  }
}
