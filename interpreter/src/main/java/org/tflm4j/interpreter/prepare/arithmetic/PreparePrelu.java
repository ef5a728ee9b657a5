/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.arithmetic;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Broadcast;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Prelu;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;
import org.tflm4j.interpreter.prepare.support.ArithmeticScalings;

/** Prepares PRELU. Mirrors {@code micro/kernels/prelu_common.cc}. */
final class PreparePrelu {
  private PreparePrelu() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec input = context.input(0);
    TensorSpec alpha = context.input(1);
    TensorSpec output = context.output(0);
    context.requireType(output, FLOAT32, INT8, INT16);
    context.requireSameType(input, output);
    context.requireType(alpha, output.type() == INT16 ? INT8 : output.type());
    Broadcast broadcast = BroadcastShapes.require(context, output, input, alpha);
    if (output.type() == FLOAT32) {
      context.requireRank(input, 0, 4);
      context.requireRank(alpha, 0, 4);
      context.requireRank(output, 0, 4);
      return new Prelu(broadcast, 0, 0, 0, QuantizedMultiplier.ZERO, QuantizedMultiplier.ZERO);
    }
    double inputScale = ArithmeticScalings.scale(context, input);
    double alphaScale = ArithmeticScalings.scale(context, alpha);
    double outputScale = ArithmeticScalings.scale(context, output);
    return new Prelu(
        broadcast,
        -input.quantization().zeroPoint(),
        -alpha.quantization().zeroPoint(),
        output.quantization().zeroPoint(),
        context.multiplier(inputScale / outputScale),
        context.multiplier(inputScale * alphaScale / outputScale));
  }
}
