/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.op.BroadcastArgs;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/** Mirrors {@code kernels/internal/reference/broadcast_args.h}. */
final class ReferenceBroadcastArgs implements Kernel {
  private ReferenceBroadcastArgs() {}

  static Kernel create(BroadcastArgs op, KernelRequest request) {
    return new ReferenceBroadcastArgs();
  }

  @Override
  public void eval(KernelContext context) {
    Tensor shape1 = context.input(BroadcastArgs.SHAPE1);
    Tensor shape2 = context.input(BroadcastArgs.SHAPE2);
    Tensor output = context.output(BroadcastArgs.OUTPUT);
    int rank = output.elementCount();
    for (int fromEnd = 1; fromEnd <= rank; fromEnd++) {
      int dimension1 = dimension(shape1, fromEnd);
      int dimension2 = dimension(shape2, fromEnd);
      if (dimension1 != dimension2 && dimension1 != 1 && dimension2 != 1) {
        throw new KernelException(
            "the dimensions "
                + dimension1
                + " and "
                + dimension2
                + " at place "
                + fromEnd
                + " from the end do not broadcast; they must be the same, or one of them 1");
      }
      int dimension = dimension1 == 1 ? dimension2 : dimension1;
      if (output.type() == TensorType.INT64) {
        output.setInt64At(rank - fromEnd, dimension);
      } else {
        output.setInt32At(rank - fromEnd, dimension);
      }
    }
  }

  /** Returns a dimension counted from the last one, which is 1; as TFLM does, in 32 bits. */
  private static int dimension(Tensor shape, int fromEnd) {
    int index = shape.elementCount() - fromEnd;
    return index < 0 ? 1 : (int) shape.integerAt(index);
  }
}
