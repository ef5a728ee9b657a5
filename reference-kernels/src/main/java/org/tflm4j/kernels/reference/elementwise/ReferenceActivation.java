/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.Activation;
import org.tflm4j.api.op.Elu;
import org.tflm4j.api.op.LeakyRelu;
import org.tflm4j.api.op.Relu;
import org.tflm4j.api.op.Relu6;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.quantization.LookupTable;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;

/**
 * RELU and its relatives. Mirrors {@code micro/kernels/activations_common.cc}, {@code elu.cc} and
 * {@code kernels/internal/reference/leaky_relu.h}, {@code elu.h}.
 */
final class ReferenceActivation {
  private ReferenceActivation() {}

  static Kernel relu(Relu op, KernelRequest request) {
    return ElementwiseLoop.of(
        request.inputType(0),
        x -> x < 0 ? 0 : x,
        x -> {
          int scaled = op.multiplier().apply(x - op.inputOffset());
          return op.activation().clamp(op.outputOffset() + scaled);
        });
  }

  static Kernel relu6(Relu6 op, KernelRequest request) {
    Activation range = op.activation();
    return ElementwiseLoop.of(request.inputType(0), range::clamp, range::clamp);
  }

  static Kernel leakyRelu(LeakyRelu op, KernelRequest request) {
    TensorType type = request.inputType(0);
    float alpha = op.alpha();
    if (type == TensorType.FLOAT32) {
      return ElementwiseLoop.ofReal(x -> x > 0 ? x : x * alpha);
    }
    int min = IntegerElements.min(type);
    int max = IntegerElements.max(type);
    int multiplier = op.identityMultiplier().multiplier();
    int shift = op.identityMultiplier().shift();
    // The magnitude of alpha multiplies; the rounded product takes the sign of a negative alpha.
    int alphaMultiplier = Math.abs(op.alphaMultiplier().multiplier());
    int alphaShift = op.alphaMultiplier().shift();
    int alphaSign = op.alphaMultiplier().multiplier() >> 31;
    return ElementwiseLoop.of(
        type,
        null,
        x -> {
          int input = x - op.inputOffset();
          // All bits set below 0: without branches, since signs are hard to predict.
          int below = input >> 31;
          int scaled =
              FixedPoint.multiply(
                  input,
                  multiplier ^ ((multiplier ^ alphaMultiplier) & below),
                  shift ^ ((shift ^ alphaShift) & below));
          int sign = alphaSign & below;
          return Math.clamp(op.outputOffset() + (scaled ^ sign) - sign, min, max);
        });
  }

  static Kernel elu(Elu op, KernelRequest request) {
    if (request.inputType(0) == TensorType.FLOAT32) {
      return ElementwiseLoop.ofReal(x -> x < 0 ? (float) Math.expm1(x) : x);
    }
    return ElementwiseLoop.ofTable(
        LookupTable.ofInt8(
            op.input(), op.output(), x -> x < 0 ? (float) StrictMath.exp(x) - 1 : x));
  }
}
