/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.elementwise;

import static org.tflm4j.kernels.vector.support.ElementLanes.INTS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.op.Activation;
import org.tflm4j.api.op.LeakyRelu;
import org.tflm4j.api.op.Relu;
import org.tflm4j.api.op.Relu6;
import org.tflm4j.api.op.Sigmoid;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.LaneExponential;
import org.tflm4j.kernels.vector.support.LaneFunction;
import org.tflm4j.kernels.vector.support.LaneRescaler;
import org.tflm4j.kernels.vector.support.SigmoidOfInt16;

/**
 * RELU, RELU6, LEAKY_RELU, HARD_SWISH, LOGISTIC and TANH where vectors are faster than a table: of
 * FLOAT32, and of integers where the arithmetic is short.
 */
public final class VectorActivation {
  private static final Activation POSITIVE =
      new Activation(0, Integer.MAX_VALUE, 0, Float.POSITIVE_INFINITY);

  private VectorActivation() {}

  public static KernelAnswer relu(Relu op, KernelRequest request) {
    return switch (request.inputType(0)) {
      case FLOAT32 -> answer(request, LaneFunction.IDENTITY, 0, POSITIVE);
      case INT16 ->
          answer(
              request,
              new LaneRescaler(-op.inputOffset(), 0, op.multiplier()),
              op.outputOffset(),
              op.activation());
      default -> declined(request);
    };
  }

  public static KernelAnswer relu6(Relu6 op, KernelRequest request) {
    return answer(request, LaneFunction.IDENTITY, 0, op.activation());
  }

  public static KernelAnswer leakyRelu(LeakyRelu op, KernelRequest request) {
    if (request.inputType(0) == TensorType.INT16) {
      return answer(
          request,
          (lanes, at, count) -> leakyRelu(op, lanes, at, count),
          op.outputOffset(),
          ElementLanes.range(TensorType.INT16));
    }
    return real(request, (lanes, at, count) -> leakyRelu(op.alpha(), lanes, at, count));
  }

  public static KernelAnswer hardSwish(KernelRequest request) {
    return real(request, VectorActivation::hardSwish);
  }

  public static KernelAnswer sigmoid(Sigmoid op, KernelRequest request) {
    if (request.inputType(0) == TensorType.INT16) {
      return answer(request, new SigmoidOfInt16(op), 0, ElementLanes.range(TensorType.INT16));
    }
    return real(
        request,
        switch (op.kind()) {
          case LOGISTIC -> LaneExponential::logistic;
          case TANH -> LaneExponential::tanh;
        });
  }

  private static KernelAnswer real(KernelRequest request, LaneFunction function) {
    return request.inputType(0) == TensorType.FLOAT32
        ? answer(request, function, 0, ElementLanes.range(TensorType.FLOAT32))
        : declined(request);
  }

  private static KernelAnswer answer(
      KernelRequest request, LaneFunction function, int zeroPoint, Activation range) {
    return KernelAnswer.of(new ElementwiseKernel(request, function, zeroPoint, range));
  }

  private static KernelAnswer declined(KernelRequest request) {
    TensorType type = request.inputType(0);
    return KernelAnswer.declined(
        type.bits() == 8
            ? "a table of 256 values is as fast without vectors"
            : "there is no vector kernel for " + request.op().name() + " of " + type);
  }

  /**
   * What is below 0 and what is above go through multipliers of their own, which leave 0 as it is;
   * the product with the magnitude of a negative alpha changes its sign afterwards.
   */
  private static void leakyRelu(LeakyRelu op, float[] lanes, int at, int count) {
    int spare = at + ElementLanes.wholeVectors(count);
    for (int i = 0; i < count; i += INTS.length()) {
      IntVector x =
          FloatVector.fromArray(FLOATS, lanes, at + i).reinterpretAsInts().sub(op.inputOffset());
      x.max(0).reinterpretAsFloats().intoArray(lanes, at + i);
      x.min(0).reinterpretAsFloats().intoArray(lanes, spare + i);
    }
    QuantizedMultiplier identity = op.identityMultiplier();
    LaneRescaler.rescale(lanes, at, count, 0, 0, identity.multiplier(), identity.shift());
    QuantizedMultiplier alpha = op.alphaMultiplier();
    LaneRescaler.rescale(lanes, spare, count, 0, 0, Math.abs(alpha.multiplier()), alpha.shift());
    int sign = alpha.multiplier() >> 31;
    for (int i = 0; i < count; i += INTS.length()) {
      IntVector above = FloatVector.fromArray(FLOATS, lanes, at + i).reinterpretAsInts();
      FloatVector.fromArray(FLOATS, lanes, spare + i)
          .reinterpretAsInts()
          .lanewise(VectorOperators.XOR, sign)
          .sub(sign)
          .add(above)
          .reinterpretAsFloats()
          .intoArray(lanes, at + i);
    }
  }

  private static void leakyRelu(float alpha, float[] lanes, int at, int count) {
    for (int i = at; i < at + count; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, lanes, i);
      x.mul(alpha).blend(x, x.compare(VectorOperators.GT, 0)).intoArray(lanes, i);
    }
  }

  /** As C++'s min and max, which make 0 of NaN. */
  private static void hardSwish(float[] lanes, int at, int count) {
    FloatVector zero = FloatVector.zero(FLOATS);
    FloatVector six = FloatVector.broadcast(FLOATS, 6);
    for (int i = at; i < at + count; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, lanes, i);
      FloatVector shifted = x.add(3);
      FloatVector positive = zero.blend(shifted, zero.compare(VectorOperators.LT, shifted));
      x.mul(six.blend(positive, positive.compare(VectorOperators.LT, six)))
          .div(6)
          .intoArray(lanes, i);
    }
  }
}
