/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.elementwise;

import static org.tflm4j.kernels.vector.support.ElementLanes.INTS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.op.HardSwish;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.LeakyRelu;
import org.tflm4j.api.op.RealRange;
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
import org.tflm4j.kernels.vector.support.LaneRange;
import org.tflm4j.kernels.vector.support.LaneRescaler;
import org.tflm4j.kernels.vector.support.SigmoidOfInt16;

/**
 * RELU, RELU6, LEAKY_RELU, HARD_SWISH, LOGISTIC and TANH where vectors are faster than a table: of
 * FLOAT32, and of integers where the arithmetic is short.
 */
public final class VectorActivation {
  private static final LaneRange POSITIVE = LaneRange.of(new RealRange(0, Float.POSITIVE_INFINITY));

  private static final LaneRange ZERO_TO_SIX = LaneRange.of(new RealRange(0, 6));

  private VectorActivation() {}

  /** Answers a request for RELU. */
  public static KernelAnswer relu(Relu op, KernelRequest request) {
    return switch (op.numerics()) {
      case Relu.Real() -> real(request, LaneFunction.IDENTITY, POSITIVE);
      case Relu.Quantized numerics ->
          request.inputType(Relu.INPUT) == TensorType.INT16
              ? answer(
                  request,
                  new LaneRescaler(-numerics.inputZeroPoint(), 0, numerics.multiplier()),
                  numerics.outputZeroPoint(),
                  LaneRange.of(numerics.activation()))
              : declinedBytes();
    };
  }

  /** Answers a request for RELU6. */
  public static KernelAnswer relu6(Relu6 op, KernelRequest request) {
    return switch (op.numerics()) {
      case Relu6.Real() -> real(request, LaneFunction.IDENTITY, ZERO_TO_SIX);
      case Relu6.Quantized(IntegerRange activation) ->
          answer(request, LaneFunction.IDENTITY, 0, LaneRange.of(activation));
    };
  }

  /** Answers a request for LEAKY_RELU. */
  public static KernelAnswer leakyRelu(LeakyRelu op, KernelRequest request) {
    return switch (op.numerics()) {
      case LeakyRelu.Real(float alpha) ->
          real(request, (lanes, at, count) -> leakyRelu(alpha, lanes, at, count));
      case LeakyRelu.Quantized numerics ->
          request.inputType(LeakyRelu.INPUT) == TensorType.INT16
              ? answer(
                  request,
                  (lanes, at, count) -> leakyRelu(numerics, lanes, at, count),
                  numerics.outputZeroPoint(),
                  LaneRange.of(TensorType.INT16))
              : declinedBytes();
    };
  }

  /** Answers a request for HARD_SWISH. */
  public static KernelAnswer hardSwish(HardSwish op, KernelRequest request) {
    return switch (op.numerics()) {
      case HardSwish.Real() -> real(request, VectorActivation::hardSwish);
      case HardSwish.Quantized numerics -> declinedBytes();
    };
  }

  /** Answers a request for LOGISTIC or TANH. */
  public static KernelAnswer sigmoid(Sigmoid op, KernelRequest request) {
    return switch (op.numerics()) {
      case Sigmoid.Real() ->
          real(
              request,
              switch (op.kind()) {
                case LOGISTIC -> LaneExponential::logistic;
                case TANH -> LaneExponential::tanh;
              });
      case Sigmoid.Int8 numerics -> declinedBytes();
      case Sigmoid.Int16 numerics ->
          answer(
              request, new SigmoidOfInt16(op.kind(), numerics), 0, LaneRange.of(TensorType.INT16));
    };
  }

  private static KernelAnswer real(KernelRequest request, LaneFunction function) {
    return real(request, function, LaneRange.of(TensorType.FLOAT32));
  }

  private static KernelAnswer real(KernelRequest request, LaneFunction function, LaneRange range) {
    return answer(request, function, 0, range);
  }

  private static KernelAnswer answer(
      KernelRequest request, LaneFunction function, int zeroPoint, LaneRange range) {
    return KernelAnswer.of(new ElementwiseKernel(request, function, zeroPoint, range));
  }

  private static KernelAnswer declinedBytes() {
    return KernelAnswer.declined("a table of 256 values is as fast without vectors");
  }

  /**
   * Lanes below 0 and lanes above go through multipliers of their own, which leave 0 as it is. The
   * product with the magnitude of a negative alpha changes its sign afterwards.
   */
  private static void leakyRelu(LeakyRelu.Quantized op, float[] lanes, int at, int count) {
    int spare = at + ElementLanes.wholeVectors(count);
    for (int i = 0; i < count; i += INTS.length()) {
      IntVector x =
          FloatVector.fromArray(FLOATS, lanes, at + i).reinterpretAsInts().sub(op.inputZeroPoint());
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
