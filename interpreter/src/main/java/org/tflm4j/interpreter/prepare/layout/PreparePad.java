/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Pad;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Prepares PAD and PADV2. Mirrors {@code micro/kernels/pad_common.cc}. */
final class PreparePad {
  private static final int MAX_RANK = 5;

  private PreparePad() {}

  static Op pad(PrepareContext context) {
    return prepare(context, Pad.Kind.PAD);
  }

  static Op padV2(PrepareContext context) {
    return prepare(context, Pad.Kind.PADV2);
  }

  private static Op prepare(PrepareContext context, Pad.Kind kind) {
    context.requireInputCount(2, 3);
    context.requireOutputCount(1);
    TensorSpec input = context.input(Pad.INPUT);
    TensorSpec value = context.optionalInput(Pad.PAD_VALUE);
    TensorSpec output = context.output(Pad.OUTPUT);
    context.requireType(input, FLOAT32, INT8, INT16, INT32);
    context.requireSameType(output, input);
    int rank = input.shape().rank();
    context.requireRank(input, 0, MAX_RANK);
    context.requireRank(output, rank);
    if (value != null) {
      context.requireSameType(value, input);
      context.requireElementCount(value, 1);
    }
    List<Integer> before = before(context, input, output);
    return new Pad(kind, input.shape(), output.shape(), before, padValue(context, value, output));
  }

  private static List<Integer> before(PrepareContext context, TensorSpec input, TensorSpec output) {
    TensorSpec tensor = context.input(Pad.PADDINGS);
    int rank = input.shape().rank();
    context.requireType(tensor, INT32);
    context.requireElementCount(tensor, 2 * rank);
    int[] paddings = context.constantInts(tensor);
    List<Integer> before = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      int left = paddings[2 * axis];
      int right = paddings[2 * axis + 1];
      context.require(
          left >= 0 && right >= 0,
          "the paddings of dimension "
              + axis
              + " are "
              + left
              + " and "
              + right
              + ", must be at least 0");
      context.require(
          output.shape().dimension(axis) == (long) input.shape().dimension(axis) + left + right,
          "dimension "
              + axis
              + " of "
              + output
              + " is not that of "
              + input
              + " with the paddings "
              + left
              + " and "
              + right);
      before.add(left);
    }
    return before;
  }

  private static Pad.PadValue padValue(
      PrepareContext context, TensorSpec value, TensorSpec output) {
    if (value == null) {
      return new Pad.RealZero(PaddingZero.of(context, output));
    }
    context.require(
        output.type() != INT8
            || (value.quantization().zeroPoint() == output.quantization().zeroPoint()
                && value.quantization().scale() == output.quantization().scale()),
        value
            + " has "
            + value.quantization()
            + ", but "
            + output
            + " has "
            + output.quantization()
            + "; both must be the same");
    return new Pad.OperandValue();
  }
}
