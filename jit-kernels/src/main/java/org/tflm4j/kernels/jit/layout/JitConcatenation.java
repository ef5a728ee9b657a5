/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.layout;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.op.Concatenation;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Offer;

/** CONCATENATION and PACK. Where each part is one piece it may lie in its place already. */
final class JitConcatenation {
  private JitConcatenation() {}

  static Offer create(Concatenation op, KernelRequest request, Target target) {
    int elementBytes = request.inputType(0).bytes();
    PartedAxis axis = new PartedAxis(op.outerSize(), op.copySizes());
    BlockMoves moves = new BlockMoves(request, target);
    List<InputOverlap> overlaps = new ArrayList<>();
    int at = 0;
    for (int part = 0; part < axis.parts(); part++) {
      if (!axis.isEmpty(part)) {
        moves.copy(part, 0, Concatenation.OUTPUT, at, axis.block(part, true, elementBytes));
      }
      if (op.outerSize() == 1) {
        overlaps.add(new InputOverlap(part, at, at));
      }
      at += op.copySizes().get(part) * elementBytes;
    }
    return moves.program(overlaps);
  }
}
