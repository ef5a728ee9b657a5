/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.recurrent;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Svdf;
import org.tflm4j.api.op.Svdf.FloatActivation;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.WorkspaceLayout;
import org.tflm4j.kernels.vector.support.product.DenseProduct;
import org.tflm4j.kernels.vector.support.product.FloatDenseFilter;

/** SVDF on FLOAT32, see {@link VectorSvdf}; sums are added up in the reference kernel's order. */
final class VectorFloatSvdf implements Kernel {
  private final Svdf op;
  private final FloatActivation activation;
  private final FloatDenseFilter features;
  private final float[] timeWeights;
  private final float[] bias;
  private final int sumsAt;
  private final int productsAt;
  private final int workspaceFloats;

  VectorFloatSvdf(Svdf op, FloatActivation activation, KernelRequest request) {
    this.op = op;
    this.activation = activation;
    ConstantBytes weights = ConstantBytes.of(request.input(Svdf.FEATURE_WEIGHTS));
    this.features =
        new FloatDenseFilter(weights.bytes(), weights.offset(), op.filters(), op.inputDepth());
    this.timeWeights =
        floats(ConstantBytes.of(request.input(Svdf.TIME_WEIGHTS)), op.filters() * op.memory());
    this.bias = floats(ConstantBytes.of(request.input(Svdf.BIAS)), op.units());
    WorkspaceLayout layout = new WorkspaceLayout();
    layout.reserve(op.inputDepth());
    this.sumsAt = layout.reserve(features.blocks().paddedChannels());
    this.productsAt = layout.reserve(timeWeights.length);
    this.workspaceFloats = layout.floats();
  }

  private static float[] floats(ConstantBytes data, int count) {
    float[] floats = new float[ElementLanes.wholeVectors(count)];
    ElementLanes.widen(TensorType.FLOAT32, data.bytes(), data.offset(), count, floats, 0);
    return floats;
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.workspace(workspaceFloats)
        .holding(features.heldBytes() + (long) Float.BYTES * (timeWeights.length + bias.length));
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(Svdf.INPUT);
    Tensor state = context.input(Svdf.STATE);
    Tensor output = context.output(Svdf.OUTPUT);
    float[] space = context.workspace();
    VectorSvdf.shift(state);
    int stateAt = state.offset();
    for (int batch = 0; batch < op.batches(); batch++) {
      int inputAt = input.offset() + Float.BYTES * batch * op.inputDepth();
      ElementLanes.widen(TensorType.FLOAT32, input.data(), inputAt, op.inputDepth(), space, 0);
      DenseProduct.multiply(features, space, 0, 1, sumsAt, 0);
      for (int filter = 0; filter < op.filters(); filter++) {
        int last = (filter + 1) * op.memory() - 1;
        LittleEndian.putFloat(state.data(), stateAt + Float.BYTES * last, space[sumsAt + filter]);
      }
      int count = op.filters() * op.memory();
      ElementLanes.widen(TensorType.FLOAT32, state.data(), stateAt, count, space, productsAt);
      SvdfTimeProducts.floats(space, productsAt, timeWeights);
      stateAt += Float.BYTES * count;
      sumOverTime(space, output, batch);
    }
  }

  private void sumOverTime(float[] space, Tensor output, int batch) {
    int at = productsAt;
    for (int unit = 0; unit < op.units(); unit++) {
      float sum = bias[unit];
      for (int filter = 0; filter < op.rank(); filter++) {
        float dot = 0;
        for (int end = at + op.memory(); at < end; at++) {
          dot += space[at];
        }
        sum += dot;
      }
      output.setFloat32At(batch * op.units() + unit, activation.apply(sum));
    }
  }
}
