/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import java.lang.foreign.MemorySegment;
import org.tflm4j.api.op.Elu;
import org.tflm4j.api.op.LeakyRelu;
import org.tflm4j.api.op.Relu;
import org.tflm4j.api.op.Relu6;
import org.tflm4j.api.op.UnaryOp;
import org.tflm4j.api.quantization.LookupTable;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.code.Tier;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.element.ElementProgram;

/** RELU and its relatives of INT8, all but ELU of FLOAT32, too. */
final class JitActivation {
  private JitActivation() {}

  static Offer relu(Relu op, KernelRequest request, Target target) {
    return switch (op.numerics()) {
      case Relu.Quantized numerics ->
          ByteTable.ofInt8(
              op,
              x -> {
                int scaled = numerics.multiplier().apply(x - numerics.inputZeroPoint());
                return numerics.activation().clamp(numerics.outputZeroPoint() + scaled);
              },
              request,
              target);
      case Relu.Real() -> real(RealActivationWork.Function.RELU, 0, op, request, target);
    };
  }

  static Offer relu6(Relu6 op, KernelRequest request, Target target) {
    return switch (op.numerics()) {
      case Relu6.Quantized numerics ->
          ByteTable.ofInt8(op, x -> numerics.activation().clamp(x), request, target);
      case Relu6.Real() -> real(RealActivationWork.Function.RELU6, 0, op, request, target);
    };
  }

  static Offer leakyRelu(LeakyRelu op, KernelRequest request, Target target) {
    return switch (op.numerics()) {
      case LeakyRelu.Quantized numerics ->
          ByteTable.ofInt8(
              op,
              x -> numerics.outputZeroPoint() + leaky(numerics, x - numerics.inputZeroPoint()),
              request,
              target);
      case LeakyRelu.Real(float alpha) ->
          real(RealActivationWork.Function.LEAKY_RELU, alpha, op, request, target);
    };
  }

  /** The magnitude of alpha multiplies; the rounded product takes the sign of a negative alpha. */
  private static int leaky(LeakyRelu.Quantized numerics, int input) {
    if (input >= 0) {
      return numerics.identityMultiplier().apply(input);
    }
    QuantizedMultiplier alpha = numerics.alphaMultiplier();
    int magnitude =
        new QuantizedMultiplier(Math.abs(alpha.multiplier()), alpha.shift()).apply(input);
    return alpha.multiplier() < 0 ? -magnitude : magnitude;
  }

  /**
   * Returns the program of a function of FLOAT32.
   *
   * @param parameter of the function
   */
  static Offer real(
      RealActivationWork.Function function,
      float parameter,
      UnaryOp op,
      KernelRequest request,
      Target target) {
    if (target.tier() != Tier.AVX512_VNNI) {
      return ByteTable.declined(op, request);
    }
    MemorySegment constant = request.memory().allocate(64, 64);
    RealActivationWork.fill(constant, parameter);
    return ElementProgram.unary(request, target, new RealActivationWork(function), constant);
  }

  static Offer elu(Elu op, KernelRequest request, Target target) {
    return switch (op.numerics()) {
      case Elu.Quantized numerics ->
          ByteTable.of(
              LookupTable.ofInt8(
                  numerics.input(),
                  numerics.output(),
                  x -> x < 0 ? (float) StrictMath.exp(x) - 1 : x),
              request,
              target);
      case Elu.Real() -> ByteTable.declined(op, request);
    };
  }
}
