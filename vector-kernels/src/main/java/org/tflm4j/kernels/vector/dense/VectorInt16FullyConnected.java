/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.dense;

import java.util.Arrays;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.WeightedNumerics;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.FilterAndBias;
import org.tflm4j.kernels.vector.support.product.DenseRows;
import org.tflm4j.kernels.vector.support.product.QuantizedDense;

/** FULLY_CONNECTED with INT16 activations and an INT8 filter, see {@link VectorFullyConnected}. */
final class VectorInt16FullyConnected implements Kernel {
  private final FullyConnected op;
  private final IntegerRange activation;
  private final QuantizedDense dense;
  private final DenseRows rows;

  private VectorInt16FullyConnected(
      FullyConnected op, WeightedNumerics.Quantized numerics, QuantizedDense.Weights weights) {
    this.op = op;
    this.activation = numerics.activation();
    this.dense =
        new QuantizedDense(
            true,
            numerics.inputZeroPoint(),
            weights,
            new QuantizedDense.Requantization(
                numerics.multipliers(),
                numerics.accumulator64(),
                numerics.outputZeroPoint(),
                activation.min(),
                activation.max()));
    this.rows = new DenseRows(op.batches(), dense.rowFloats(), dense.resultStep());
  }

  static KernelAnswer answer(
      FullyConnected op, WeightedNumerics.Quantized numerics, KernelRequest request) {
    ConstantBytes filter = FilterAndBias.filter(request);
    int[] zeroPoints = new int[op.outputDepth()];
    Arrays.fill(zeroPoints, numerics.filterZeroPoint());
    long[] bias = new long[op.outputDepth()];
    for (int channel = 0; channel < bias.length; channel++) {
      bias[channel] = FilterAndBias.longBias(request, channel);
    }
    QuantizedDense.Weights weights =
        new QuantizedDense.Weights(
            filter.bytes(), filter.offset(), op.accumDepth(), zeroPoints, bias);
    return QuantizedDense.Weights.allowInt16(op.accumDepth())
        ? KernelAnswer.of(new VectorInt16FullyConnected(op, numerics, weights))
        : KernelAnswer.declined(
            "a depth of " + op.accumDepth() + " is too large for the vector kernel's INT16 sums");
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.workspace(rows.floats()).holding(dense.heldBytes());
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(FullyConnected.INPUT);
    Tensor output = context.output(FullyConnected.OUTPUT);
    float[] space = context.workspace();
    for (int first = 0; first < op.batches(); first += rows.atATime()) {
      int count = Math.min(rows.atATime(), op.batches() - first);
      int inputAt = input.offset() + Short.BYTES * first * op.accumDepth();
      dense.apply(input.data(), inputAt, count, space, 0, rows.sumsAt());
      for (int row = 0; row < count; row++) {
        ElementLanes.storeIntegers(
            TensorType.INT16,
            space,
            rows.sumsAt() + row * dense.resultStep(),
            op.outputDepth(),
            0,
            activation,
            output.data(),
            output.offset() + Short.BYTES * (first + row) * op.outputDepth());
      }
    }
  }
}
