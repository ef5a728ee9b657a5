/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.layout;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.op.Reshape;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Offer;

/** RESHAPE, SQUEEZE and EXPAND_DIMS: nothing to do where input and output lie in one place. */
final class JitReshape {
  private JitReshape() {}

  static Offer create(Reshape op, KernelRequest request, Target target) {
    BlockMoves moves = new BlockMoves(request, target);
    long bytes = request.output(Reshape.OUTPUT).byteSize();
    if (bytes > Integer.MAX_VALUE) {
      return Offer.declined("its tensors have more than 2 GiB");
    }
    if (bytes > 0) {
      moves.copy(Reshape.INPUT, 0, Reshape.OUTPUT, 0, BlockGeometry.run((int) bytes));
    }
    return moves.program(List.of(InputOverlap.inPlace(Reshape.INPUT)));
  }
}
