/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.elementwise;

import org.tflm4j.api.op.UnaryOp;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Checks that the operators with one input and an output of the same size have in common. */
final class ElementwiseChecks {
  private ElementwiseChecks() {}

  /** Refuses all but one input and one output with the same number of elements. */
  static void requireShapes(PrepareContext context) {
    context.requireInputCount(1);
    context.requireOutputCount(1);
    context.requireSameElementCount(context.input(UnaryOp.INPUT), context.output(UnaryOp.OUTPUT));
  }

  /** As {@link #requireShapes}; both tensors have the same one of {@code types}. */
  static void require(PrepareContext context, TensorType... types) {
    requireShapes(context);
    context.requireType(context.input(UnaryOp.INPUT), types);
    context.requireSameType(context.output(UnaryOp.OUTPUT), context.input(UnaryOp.INPUT));
  }

  /** Returns the fixed-point form of a multiplier, which must not shift more than 30 bits left. */
  static QuantizedMultiplier multiplier(PrepareContext context, double real) {
    QuantizedMultiplier multiplier = context.multiplier(real);
    context.require(
        multiplier.shift() <= 30,
        "the scales of its tensors multiply to " + real + ", needs less than 2^30");
    return multiplier;
  }

  /** Refuses a quantized tensor with another zero point. */
  static void requireZeroPoint(PrepareContext context, TensorSpec tensor, int zeroPoint) {
    context.require(
        context.requireQuantized(tensor).zeroPoint() == zeroPoint,
        tensor
            + " has the zero point "
            + tensor.quantization().zeroPoint()
            + ", needs "
            + zeroPoint);
  }

  /**
   * Returns how far a quantized input may lie from its zero point without leaving the fixed-point
   * format it is scaled to. Mirrors {@code CalculateInputRadius} of {@code
   * kernels/internal/quantization_util.cc}.
   *
   * @param integerBits the format's
   * @param leftShift the shift of the multiplier to the format
   */
  static int inputRadius(int integerBits, int leftShift) {
    double largest = ((1 << integerBits) - 1) * Math.scalb(1.0, 31 - integerBits);
    return (int) Math.floor(Math.scalb(largest, -leftShift));
  }
}
