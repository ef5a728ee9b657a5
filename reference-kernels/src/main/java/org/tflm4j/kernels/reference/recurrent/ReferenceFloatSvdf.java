/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.recurrent;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Svdf;
import org.tflm4j.api.op.Svdf.FloatActivation;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.kernels.reference.support.FloatDot;

/**
 * SVDF on floats. Mirrors {@code EvalFloatSvdfReference} of {@code micro/kernels/svdf_common.cc}.
 */
final class ReferenceFloatSvdf implements Kernel {
  private final Svdf op;
  private final FloatActivation activation;

  ReferenceFloatSvdf(Svdf op, FloatActivation activation) {
    this.op = op;
    this.activation = activation;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(Svdf.INPUT);
    Tensor featureWeights = context.input(Svdf.FEATURE_WEIGHTS);
    Tensor timeWeights = context.input(Svdf.TIME_WEIGHTS);
    Tensor bias = context.input(Svdf.BIAS);
    Tensor state = context.input(Svdf.STATE);
    Tensor output = context.output(Svdf.OUTPUT);
    ReferenceSvdf.shift(state);
    int depth = op.inputDepth();
    int memory = op.memory();
    int stateAt = state.offset();
    for (int batch = 0; batch < op.batches(); batch++) {
      int inputAt = input.offset() + 4 * batch * depth;
      for (int unit = 0; unit < op.units(); unit++) {
        float sum = bias.float32At(unit);
        for (int filter = unit * op.rank(); filter < (unit + 1) * op.rank(); filter++) {
          float feature = dot(input, inputAt, featureWeights, filter * depth, depth);
          LittleEndian.putFloat(state.data(), stateAt + 4 * (memory - 1), feature);
          sum += dot(state, stateAt, timeWeights, filter * memory, memory);
          stateAt += 4 * memory;
        }
        output.setFloat32At(batch * op.units() + unit, activation.apply(sum));
      }
    }
  }

  private static float dot(Tensor values, int valuesAt, Tensor weights, int first, int count) {
    int weightsAt = weights.offset() + Float.BYTES * first;
    return FloatDot.add(
        0, weights.data(), weightsAt, Float.BYTES, values.data(), valuesAt, Float.BYTES, count);
  }
}
