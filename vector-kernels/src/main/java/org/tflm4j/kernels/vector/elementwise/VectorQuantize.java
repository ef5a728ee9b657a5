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
import org.tflm4j.kernels.vector.support.LaneRescaler;

/** QUANTIZE and DEQUANTIZE. */
public final class VectorQuantize {
  /** Zero points up to here leave sums exact in float, and far from the ends of an int. */
  private static final int MAX_ZERO_POINT = 1 << 20;

  private VectorQuantize() {}

  public static KernelAnswer answer(Quantize op, KernelRequest request) {
    TensorType input = request.inputType(0);
    TensorType output = request.output(0).type();
    if (!ElementLanes.takes(input) || !ElementLanes.takes(output)) {
      return KernelAnswer.declined("the vector kernel takes no " + input + " to " + output);
    }
    if (input.bits() == 8 && output.bits() == 8) {
      return KernelAnswer.declined("a table of 256 values is as fast without vectors");
    }
    if (Math.absExact(op.outputOffset()) > MAX_ZERO_POINT) {
      return KernelAnswer.declined("the zero point " + op.outputOffset() + " is beyond 2^20");
    }
    LaneFunction function =
        input == TensorType.FLOAT32
            ? (lanes, at, count) -> quantize(op.outputScale(), lanes, at, count)
            : new LaneRescaler(-op.inputOffset(), 0, op.multiplier());
    return KernelAnswer.of(
        new ElementwiseKernel(request, function, op.outputOffset(), ElementLanes.range(output)));
  }

  public static KernelAnswer answer(Dequantize op, KernelRequest request) {
    TensorType input = request.inputType(0);
    if (!ElementLanes.takes(input)) {
      return KernelAnswer.declined("the vector kernel takes no " + input);
    }
    if (Math.absExact(op.zeroPoint()) > MAX_ZERO_POINT) {
      return KernelAnswer.declined("the zero point " + op.zeroPoint() + " is beyond 2^20");
    }
    return KernelAnswer.of(
        new ElementwiseKernel(
            request,
            (lanes, at, count) -> dequantize(op.scale(), op.zeroPoint(), lanes, at, count),
            0,
            ElementLanes.range(TensorType.FLOAT32)));
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
