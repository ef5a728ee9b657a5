/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tflm4j.api.op.Pad;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.StateWord;

/** PAD and PADV2: the input is copied, what lies before and behind it along each axis filled. */
final class JitPad {
  private final int elementBytes;
  private final Shape input;
  private final Shape output;
  private final int[] before;
  private final List<Integer> outputStrides;

  private JitPad(Pad op, int elementBytes) {
    this.elementBytes = elementBytes;
    // A scalar is padded as a row of one element is.
    this.input = op.inputShape().rank() == 0 ? Shape.of(1) : op.inputShape();
    this.output = op.outputShape().rank() == 0 ? Shape.of(1) : op.outputShape();
    this.before = new int[input.rank()];
    for (int axis = 0; axis < op.before().size(); axis++) {
      before[axis] = op.before().get(axis);
    }
    this.outputStrides = BlockGeometry.dense(output);
  }

  static Offer create(Pad op, KernelRequest request, Target target) {
    if (request.input(Pad.INPUT).isConstant()) {
      return Offer.declined("its input is a constant");
    }
    JitPad pad = new JitPad(op, request.inputType(Pad.INPUT).bytes());
    BlockMoves moves = new BlockMoves(request, target);
    switch (op.padValue()) {
      case Pad.RealZero(byte everyByte) -> {
        byte[] value = new byte[Long.BYTES];
        Arrays.fill(value, everyByte);
        StateWord word = moves.constant(new ConstantBytes(value, 0, value.length));
        pad.fill(moves, word);
      }
      case Pad.OperandValue() -> pad.fill(moves, moves.source(Pad.PAD_VALUE));
    }
    if (pad.input.elementCount() > 0) {
      int at = 0;
      for (int axis = 0; axis < pad.before.length; axis++) {
        at += pad.before[axis] * pad.outputStrides.get(axis) * pad.elementBytes;
      }
      BlockGeometry block =
          BlockGeometry.of(
              pad.input, BlockGeometry.dense(pad.input), pad.outputStrides, pad.elementBytes);
      moves.copy(Pad.INPUT, 0, Pad.OUTPUT, at, block);
    }
    return moves.program(List.of());
  }

  /**
   * For each axis: within the input along the axes outside of it, everything along those inside.
   */
  private void fill(BlockMoves moves, StateWord value) {
    int at = 0;
    for (int axis = 0; axis < before.length; axis++) {
      int behind = output.dimension(axis) - before[axis] - input.dimension(axis);
      int stride = outputStrides.get(axis);
      fill(moves, value, axis, at, before[axis] * stride);
      at += before[axis] * stride;
      fill(moves, value, axis, at + input.dimension(axis) * stride, behind * stride);
    }
  }

  private void fill(BlockMoves moves, StateWord value, int axis, int at, int elements) {
    int[] dimensions = Arrays.copyOf(input.toArray(), axis + 1);
    dimensions[axis] = elements;
    Shape shape = Shape.of(dimensions);
    if (shape.elementCount() == 0) {
      return;
    }
    List<Integer> strides = new ArrayList<>(outputStrides.subList(0, axis));
    strides.add(1);
    BlockGeometry block = BlockGeometry.of(shape, strides, strides, elementBytes);
    moves.fill(value, elementBytes, (long) at * elementBytes, block);
  }
}
