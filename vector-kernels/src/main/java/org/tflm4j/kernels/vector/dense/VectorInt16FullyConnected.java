/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.dense;

import java.util.Arrays;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.FilterAndBias;
import org.tflm4j.kernels.vector.support.product.DenseRows;
import org.tflm4j.kernels.vector.support.product.QuantizedDense;

/** FULLY_CONNECTED with INT16 activations and an INT8 filter, see {@link VectorFullyConnected}. */
final class VectorInt16FullyConnected implements Kernel {
  private final FullyConnected op;
  private final QuantizedDense dense;
  private final DenseRows rows;

  private VectorInt16FullyConnected(FullyConnected op, QuantizedDense.Weights weights) {
    this.op = op;
    this.dense =
        new QuantizedDense(
            true,
            op.inputOffset(),
            weights,
            new QuantizedDense.Requantization(
                op.multipliers(),
                op.accumulator64(),
                op.outputOffset(),
                op.activation().quantizedMin(),
                op.activation().quantizedMax()));
    this.rows = new DenseRows(op.batches(), dense.rowFloats(), dense.resultStep());
  }

  static KernelAnswer answer(FullyConnected op, KernelRequest request) {
    ConstantBytes filter = FilterAndBias.filter(request);
    int[] offsets = new int[op.outputDepth()];
    Arrays.fill(offsets, op.filterOffset());
    long[] bias = new long[op.outputDepth()];
    for (int channel = 0; channel < bias.length; channel++) {
      bias[channel] = bias(request, channel);
    }
    QuantizedDense.Weights weights =
        new QuantizedDense.Weights(filter.bytes(), filter.offset(), op.accumDepth(), offsets, bias);
    return QuantizedDense.Weights.allowInt16(op.accumDepth())
        ? KernelAnswer.of(new VectorInt16FullyConnected(op, weights))
        : KernelAnswer.declined(
            "a depth of " + op.accumDepth() + " is too large for the vector kernel's INT16 sums");
  }

  private static long bias(KernelRequest request, int channel) {
    if (!request.hasInput(2)) {
      return 0;
    }
    ConstantBytes bias = ConstantBytes.of(request.input(2));
    return request.inputType(2) == TensorType.INT64
        ? LittleEndian.getLong(bias.bytes(), bias.offset() + Long.BYTES * channel)
        : LittleEndian.getInt(bias.bytes(), bias.offset() + Integer.BYTES * channel);
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.workspace(rows.floats()).holding(dense.heldBytes());
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(0);
    Tensor output = context.output(0);
    float[] space = context.workspace();
    for (int first = 0; first < op.batches(); first += rows.atATime()) {
      int count = Math.min(rows.atATime(), op.batches() - first);
      int inputAt = input.offset() + Short.BYTES * first * op.accumDepth();
      dense.apply(input.data(), inputAt, count, space, 0, rows.sumsAt());
      for (int row = 0; row < count; row++) {
        ElementLanes.store(
            TensorType.INT16,
            space,
            rows.sumsAt() + row * dense.resultStep(),
            op.outputDepth(),
            0,
            op.activation(),
            output.data(),
            output.offset() + Short.BYTES * (first + row) * op.outputDepth());
      }
    }
  }
}
