/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.elementwise;

import static org.tflm4j.kernels.vector.support.ElementLanes.INTS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.op.Dequantize;
import org.tflm4j.api.op.Quantize;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.LaneFunction;
import org.tflm4j.kernels.vector.support.LaneRange;
import org.tflm4j.kernels.vector.support.LaneRescaler;

/** QUANTIZE and DEQUANTIZE. */
public final class VectorQuantize {
  /** Zero points up to here leave sums exact in float, and far from the ends of an int. */
  private static final int MAX_ZERO_POINT = 1 << 20;

  private VectorQuantize() {}

  /** Answers a request for QUANTIZE. */
  public static KernelAnswer answer(Quantize op, KernelRequest request) {
    TensorType input = request.inputType(Quantize.INPUT);
    TensorType output = request.output(Quantize.OUTPUT).type();
    if (!ElementLanes.takes(input) || !ElementLanes.takes(output)) {
      return KernelAnswer.declined("the vector kernel does not take " + input + " to " + output);
    }
    if (input.bits() == 8 && output.bits() == 8) {
      return KernelAnswer.declined("a table of 256 values is as fast without vectors");
    }
    int zeroPoint = op.numerics().outputZeroPoint();
    if (Math.absExact(zeroPoint) > MAX_ZERO_POINT) {
      return declinedZeroPoint(zeroPoint);
    }
    LaneFunction function =
        switch (op.numerics()) {
          case Quantize.Real numerics ->
              (lanes, at, count) -> quantize(numerics.outputScale(), lanes, at, count);
          case Quantize.Quantized numerics ->
              new LaneRescaler(-numerics.inputZeroPoint(), 0, numerics.multiplier());
        };
    return KernelAnswer.of(
        new ElementwiseKernel(request, function, zeroPoint, LaneRange.of(output)));
  }

  private static KernelAnswer declinedZeroPoint(int zeroPoint) {
    return KernelAnswer.declined("the zero point " + zeroPoint + " is beyond 2^20");
  }

  /** Answers a request for DEQUANTIZE. */
  public static KernelAnswer answer(Dequantize op, KernelRequest request) {
    TensorType input = request.inputType(Dequantize.INPUT);
    if (!ElementLanes.takes(input)) {
      return KernelAnswer.declined("the vector kernel does not take " + input);
    }
    return switch (op.numerics()) {
      case Dequantize.Quantized(float scale, int zeroPoint) ->
          Math.absExact(zeroPoint) > MAX_ZERO_POINT
              ? declinedZeroPoint(zeroPoint)
              : KernelAnswer.of(
                  new ElementwiseKernel(
                      request,
                      (lanes, at, count) -> dequantize(scale, zeroPoint, lanes, at, count),
                      0,
                      LaneRange.of(TensorType.FLOAT32)));
    };
  }

  /** Divides by the scale and rounds half away from zero; NaN becomes 0. */
  private static void quantize(float scale, float[] lanes, int at, int count) {
    // Beyond it every result is clamped, whatever the zero point.
    FloatVector limit = FloatVector.broadcast(FLOATS, 1 << 22);
    FloatVector lower = limit.neg();
    for (int i = at; i < at + count; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, lanes, i).div(scale);
      x =
          x.blend(limit, x.compare(VectorOperators.GT, limit))
              .blend(lower, x.compare(VectorOperators.LT, lower));
      IntVector whole = x.convert(VectorOperators.F2I, 0).reinterpretAsInts();
      // The fraction is exact; twice it has the whole part 1 or -1 from one half on.
      FloatVector fraction = x.sub((FloatVector) whole.convert(VectorOperators.I2F, 0));
      whole
          .add(fraction.add(fraction).convert(VectorOperators.F2I, 0).reinterpretAsInts())
          .reinterpretAsFloats()
          .intoArray(lanes, i);
    }
  }

  /** The differences are exact in float, so their products are rounded once, as in TFLM. */
  private static void dequantize(float scale, int zeroPoint, float[] lanes, int at, int count) {
    for (int i = at; i < at + count; i += INTS.length()) {
      IntVector difference =
          FloatVector.fromArray(FLOATS, lanes, i).reinterpretAsInts().sub(zeroPoint);
      ((FloatVector) difference.convert(VectorOperators.I2F, 0)).mul(scale).intoArray(lanes, i);
    }
  }
}
