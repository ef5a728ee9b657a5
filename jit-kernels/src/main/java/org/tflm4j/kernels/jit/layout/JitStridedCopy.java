/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.layout;

import java.util.List;
import org.tflm4j.api.op.StridedCopy;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Offer;

/** TRANSPOSE, STRIDED_SLICE, SPACE_TO_DEPTH and DEPTH_TO_SPACE. */
final class JitStridedCopy {
  private JitStridedCopy() {}

  static Offer create(StridedCopy op, KernelRequest request, Target target) {
    if (request.input(StridedCopy.INPUT).isConstant()) {
      return Offer.declined("its input is a constant");
    }
    BlockMoves moves = new BlockMoves(request, target);
    if (op.shape().elementCount() > 0) {
      int elementBytes = request.inputType(StridedCopy.INPUT).bytes();
      BlockGeometry block =
          BlockGeometry.of(
              op.shape(), op.inputStrides(), BlockGeometry.dense(op.shape()), elementBytes);
      if (block.rank() > BlockMoveCode.mostDimensions()) {
        return Offer.declined("it has more than 8 dimensions that do not follow each other");
      }
      moves.copy(
          StridedCopy.INPUT, (long) op.inputStart() * elementBytes, StridedCopy.OUTPUT, 0, block);
    }
    return moves.program(List.of());
  }
}
