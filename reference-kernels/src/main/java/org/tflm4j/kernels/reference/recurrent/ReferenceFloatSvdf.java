/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.recurrent;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Svdf;
import org.tflm4j.api.op.Svdf.FloatActivation;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/**
 * SVDF on floats. Mirrors {@code EvalFloatSvdfReference} of {@code micro/kernels/svdf_common.cc}.
 */
final class ReferenceFloatSvdf implements Kernel {
  private final Svdf op;

  ReferenceFloatSvdf(Svdf op) {
    this.op = op;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(0);
    Tensor featureWeights = context.input(1);
    Tensor timeWeights = context.input(2);
    Tensor bias = context.input(3);
    Tensor state = context.input(4);
    Tensor output = context.output(0);
    ReferenceSvdf.shift(state);
    int depth = op.inputDepth();
    int memory = op.memory();
    int stateAt = state.offset();
    for (int batch = 0; batch < op.batches(); batch++) {
      int inputAt = input.offset() + 4 * batch * depth;
      for (int unit = 0; unit < op.units(); unit++) {
        float sum = bias.float32At(unit);
        for (int filter = unit * op.rank(); filter < (unit + 1) * op.rank(); filter++) {
          float feature = dot(input, inputAt, featureWeights, 4 * filter * depth, depth);
          LittleEndian.putFloat(state.data(), stateAt + 4 * (memory - 1), feature);
          sum += dot(state, stateAt, timeWeights, 4 * filter * memory, memory);
          stateAt += 4 * memory;
        }
        output.setFloat32At(batch * op.units() + unit, activate(op.activation(), sum));
      }
    }
  }

  private static float dot(Tensor values, int valuesAt, Tensor weights, int weightsAt, int count) {
    byte[] valueData = values.data();
    byte[] weightData = weights.data();
    int start = weights.offset() + weightsAt;
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum +=
          LittleEndian.getFloat(weightData, start + 4 * i)
              * LittleEndian.getFloat(valueData, valuesAt + 4 * i);
    }
    return sum;
  }

  /** C's fmin and fmax, which TFLM uses here, prefer any number to NaN. */
  private static float activate(FloatActivation activation, float x) {
    return switch (activation) {
      case NONE -> x;
      case RELU -> x > 0 ? x : 0;
      case RELU_N1_TO_1 -> x < 1 ? Math.max(x, -1) : 1;
      case RELU6 -> x < 6 ? Math.max(x, 0) : 6;
      case TANH -> (float) Math.tanh(x);
      case SIGN_BIT -> Float.floatToRawIntBits(x) < 0 ? 1 : 0;
    };
  }
}
