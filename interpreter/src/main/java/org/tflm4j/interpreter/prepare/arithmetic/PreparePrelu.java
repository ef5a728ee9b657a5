/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.arithmetic;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Prelu;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;
import org.tflm4j.interpreter.prepare.support.ArithmeticScalings;

/** Prepares PRELU. Mirrors {@code micro/kernels/prelu_common.cc}. */
final class PreparePrelu {
  private PreparePrelu() {}

  static Op prepare(PrepareContext context) {
    // INPUT and ALPHA take the places of INPUT1 and INPUT2.
    BinaryTensors tensors = BinaryTensors.of(context);
    TensorSpec input = tensors.input1();
    TensorSpec alpha = tensors.input2();
    TensorSpec output = tensors.output();
    context.requireType(output, FLOAT32, INT8, INT16);
    context.requireSameType(input, output);
    context.requireType(alpha, output.type() == INT16 ? INT8 : output.type());
    return new Prelu(tensors.broadcast(context), numerics(context, input, alpha, output));
  }

  private static Prelu.Numerics numerics(
      PrepareContext context, TensorSpec input, TensorSpec alpha, TensorSpec output) {
    if (output.type() == FLOAT32) {
      context.requireRank(input, 0, 4);
      context.requireRank(alpha, 0, 4);
      context.requireRank(output, 0, 4);
      return new Prelu.Real();
    }
    double inputScale = ArithmeticScalings.scale(context, input);
    double alphaScale = ArithmeticScalings.scale(context, alpha);
    double outputScale = ArithmeticScalings.scale(context, output);
    return new Prelu.Quantized(
        input.quantization().zeroPoint(),
        alpha.quantization().zeroPoint(),
        output.quantization().zeroPoint(),
        context.multiplier(inputScale / outputScale),
        context.multiplier(inputScale * alphaScale / outputScale));
  }
}
