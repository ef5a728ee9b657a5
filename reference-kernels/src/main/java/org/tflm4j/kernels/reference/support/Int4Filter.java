/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.support;

import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.tensor.Int4;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;

/**
 * Gives the filter of CONV_2D, DEPTHWISE_CONV_2D or FULLY_CONNECTED one byte per element. Where the
 * model has INT4, every invocation unpacks it into the first scratch buffer, as TFLM does.
 */
public final class Int4Filter {
  /** The place of the filter among the inputs, which these operators share. */
  private static final int FILTER = Conv2D.FILTER;

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
      Tensor filter = context.input(FILTER);
      Int4.unpack(
          filter.data(), filter.offset(), context.arena(), context.scratchOffset(0), elements);
    }
  }

  /** Returns the array that holds the elements. */
  public byte[] data(KernelContext context) {
    return packed ? context.arena() : context.input(FILTER).data();
  }

  /** Returns where they begin. */
  public int offset(KernelContext context) {
    return packed ? context.scratchOffset(0) : context.input(FILTER).offset();
  }
}
