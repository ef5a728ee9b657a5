/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.layout;

import java.util.List;
import org.tflm4j.api.op.Split;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Offer;

/** SPLIT, SPLIT_V and UNPACK. */
final class JitSplit {
  private JitSplit() {}

  static Offer create(Split op, KernelRequest request, Target target) {
    int input = op.kind().input();
    if (request.input(input).isConstant()) {
      return Offer.declined("its input is a constant");
    }
    int elementBytes = request.inputType(input).bytes();
    PartedAxis axis = new PartedAxis(op.outerSize(), op.copySizes());
    BlockMoves moves = new BlockMoves(request, target);
    int at = 0;
    for (int part = 0; part < axis.parts(); part++) {
      if (!axis.isEmpty(part)) {
        moves.copy(input, at, part, 0, axis.block(part, false, elementBytes));
      }
      at += op.copySizes().get(part) * elementBytes;
    }
    return moves.program(List.of());
  }
}
