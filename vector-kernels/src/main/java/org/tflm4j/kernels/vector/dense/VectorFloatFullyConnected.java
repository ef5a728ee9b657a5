/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.dense;

import static org.tflm4j.kernels.vector.support.PairLanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.op.WeightedNumerics;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.FilterAndBias;
import org.tflm4j.kernels.vector.support.product.DenseProduct;
import org.tflm4j.kernels.vector.support.product.DenseRows;
import org.tflm4j.kernels.vector.support.product.FloatDenseFilter;

/** FLOAT32 FULLY_CONNECTED, see {@link VectorFullyConnected}. */
final class VectorFloatFullyConnected implements Kernel {
  private final FullyConnected op;
  private final RealRange activation;
  private final FloatDenseFilter filter;
  private final float[] bias;
  private final DenseRows rows;

  VectorFloatFullyConnected(
      FullyConnected op, WeightedNumerics.Real numerics, KernelRequest request) {
    this.op = op;
    this.activation = numerics.activation();
    ConstantData data = request.input(FullyConnected.FILTER).constant();
    this.filter =
        new FloatDenseFilter(data.bytes(), data.offset(), op.outputDepth(), op.accumDepth());
    this.bias = new float[filter.blocks().paddedChannels()];
    for (int channel = 0; channel < op.outputDepth(); channel++) {
      bias[channel] = FilterAndBias.floatBias(request, channel);
    }
    this.rows = new DenseRows(op.batches(), op.accumDepth(), filter.blocks().paddedChannels());
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.workspace(rows.floats())
        .holding(filter.heldBytes() + (long) Float.BYTES * bias.length);
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(FullyConnected.INPUT);
    Tensor output = context.output(FullyConnected.OUTPUT);
    float[] space = context.workspace();
    int sumsStep = filter.blocks().paddedChannels();
    for (int first = 0; first < op.batches(); first += rows.atATime()) {
      int count = Math.min(rows.atATime(), op.batches() - first);
      int inputAt = input.offset() + Float.BYTES * first * op.accumDepth();
      int values = count * op.accumDepth();
      ElementLanes.widen(TensorType.FLOAT32, input.data(), inputAt, values, space, 0);
      DenseProduct.multiply(filter, space, 0, count, rows.sumsAt(), sumsStep);
      for (int row = 0; row < count; row++) {
        int sumsAt = rows.sumsAt() + row * sumsStep;
        addBias(space, sumsAt);
        int outputAt = output.offset() + Float.BYTES * (first + row) * op.outputDepth();
        ElementLanes.storeReals(
            space, sumsAt, op.outputDepth(), activation, output.data(), outputAt);
      }
    }
  }

  private void addBias(float[] sums, int at) {
    for (int i = 0; i < bias.length; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, sums, at + i)
          .add(FloatVector.fromArray(FLOATS, bias, i))
          .intoArray(sums, at + i);
    }
  }
}
