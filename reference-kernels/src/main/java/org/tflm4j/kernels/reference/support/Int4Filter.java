/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.support;

import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.tensor.Int4;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;

/**
 * The filter of a convolution, input 1, one byte per element: where the model has INT4 it is
 * unpacked into the first scratch buffer at every invocation, as TFLM does.
 */
public final class Int4Filter {
  private final boolean packed;
  private final int elements;

  public Int4Filter(TensorSpec filter) {
    this.packed = filter.type() == TensorType.INT4;
    this.elements = filter.elementCount();
  }

  public KernelMemory memory() {
    return packed ? KernelMemory.scratch(elements) : KernelMemory.NONE;
  }

  public void unpack(KernelContext context) {
    if (packed) {
      Tensor filter = context.input(1);
      Int4.unpack(
          filter.data(), filter.offset(), context.arena(), context.scratchOffset(0), elements);
    }
  }

  /** Returns the array that holds the elements. */
  public byte[] data(KernelContext context) {
    return packed ? context.arena() : context.input(1).data();
  }

  /** Returns where they begin. */
  public int offset(KernelContext context) {
    return packed ? context.scratchOffset(0) : context.input(1).offset();
  }
}
