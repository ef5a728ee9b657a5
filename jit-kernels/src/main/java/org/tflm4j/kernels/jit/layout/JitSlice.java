/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.layout;

import java.util.List;
import org.tflm4j.api.op.Slice;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Offer;

/** SLICE of a block whose place is a constant. */
final class JitSlice {
  private JitSlice() {}

  static Offer create(Slice op, KernelRequest request, Target target) {
    if (request.input(Slice.INPUT).isConstant()) {
      return Offer.declined("its input is a constant");
    }
    if (!request.input(Slice.BEGIN).isConstant() || !request.input(Slice.SIZE).isConstant()) {
      return Offer.declined("its coordinates are not constant");
    }
    Tensor begins = Tensor.ofConstant(request.input(Slice.BEGIN));
    String problem = op.problem(begins, Tensor.ofConstant(request.input(Slice.SIZE)));
    if (problem != null) {
      return Offer.declined(problem);
    }
    BlockMoves moves = new BlockMoves(request, target);
    if (op.size().elementCount() > 0) {
      int elementBytes = request.inputType(Slice.INPUT).bytes();
      List<Integer> inputStrides = BlockGeometry.dense(op.inputShape());
      long at = 0;
      for (int axis = 0; axis < inputStrides.size(); axis++) {
        at += begins.integerAt(axis) * inputStrides.get(axis) * elementBytes;
      }
      BlockGeometry block =
          BlockGeometry.of(op.size(), inputStrides, BlockGeometry.dense(op.size()), elementBytes);
      moves.copy(Slice.INPUT, at, Slice.OUTPUT, 0, block);
    }
    return moves.program(List.of());
  }
}
