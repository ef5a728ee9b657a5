/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.gather;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.op.GatherNd;
import org.tflm4j.api.tensor.Tensor;

/** Copies slices. Mirrors {@code GatherNd} of {@code micro/kernels/gather_nd.cc}. */
final class ReferenceGatherNd implements Kernel {
  private final GatherNd op;
  private final int[] strides;

  ReferenceGatherNd(GatherNd op) {
    this.op = op;
    this.strides = new int[op.indexDepth()];
    for (int i = 0; i < strides.length; i++) {
      strides[i] = op.stride(i);
    }
  }

  @Override
  public void eval(KernelContext context) {
    Tensor params = context.input(GatherNd.PARAMS);
    Tensor indices = context.input(GatherNd.INDICES);
    Tensor output = context.output(GatherNd.OUTPUT);
    int elementBytes = params.type().bytes();
    int sliceBytes = op.sliceSize() * elementBytes;
    int last = params.elementCount() - op.sliceSize();
    for (int slice = 0; slice < op.sliceCount(); slice++) {
      // A product is at most 2^62, so only indices far outside can wrap the sum of five. The
      // wrapped
      // sum is checked like any other.
      long from = 0;
      for (int i = 0; i < strides.length; i++) {
        from += (long) indices.int32At(slice * strides.length + i) * strides[i];
      }
      if (from < 0 || from > last) {
        throw new KernelException(
            "index "
                + slice
                + " in "
                + indices
                + " leads to element "
                + from
                + " of "
                + params
                + ", allowed are 0 to "
                + last);
      }
      System.arraycopy(
          params.data(),
          params.offset() + (int) from * elementBytes,
          output.data(),
          output.offset() + slice * sliceBytes,
          sliceBytes);
    }
  }
}
