/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.arithmetic;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.AddN;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Prepares ADD_N. Mirrors {@code micro/kernels/add_n.cc}. */
final class PrepareAddN {
  private PrepareAddN() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(2, Integer.MAX_VALUE);
    context.requireOutputCount(1);
    TensorSpec first = context.input(AddN.INPUT0);
    TensorSpec output = context.output(AddN.OUTPUT);
    context.requireType(output, FLOAT32, INT8);
    context.requireSameType(first, output);
    context.requireSameElementCount(first, output);
    for (int i = 1; i < context.inputCount(); i++) {
      TensorSpec input = context.input(i);
      context.requireSameShape(input, first);
      context.requireSameType(input, first);
      context.require(
          input.type() != INT8
              || (input.quantization().scale() == first.quantization().scale()
                  && input.quantization().zeroPoint() == first.quantization().zeroPoint()),
          input
              + " ("
              + input.quantization()
              + ") and "
              + first
              + " ("
              + first.quantization()
              + ") need the same quantization");
    }
    return new AddN(context.inputCount(), output.elementCount(), numerics(context, first, output));
  }

  /** TFLM scales with the parameters of an ADD of the first input and itself. */
  private static AddN.Numerics numerics(
      PrepareContext context, TensorSpec first, TensorSpec output) {
    if (output.type() == FLOAT32) {
      return new AddN.Real();
    }
    var sum =
        new QuantizedArithmetic(context, new BinaryTensors(first, first, output))
            .sum(context.integerActivation(0, output));
    return new AddN.Quantized(sum.input1(), sum.output());
  }
}
