/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.dense;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.op.WeightedNumerics;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ChannelRequantizer;
import org.tflm4j.kernels.vector.support.FilterAndBias;
import org.tflm4j.kernels.vector.support.product.DenseProduct;
import org.tflm4j.kernels.vector.support.product.DenseRows;
import org.tflm4j.kernels.vector.support.product.PairedFilter;
import org.tflm4j.kernels.vector.support.product.PairedRows;

/**
 * INT8 FULLY_CONNECTED with a filter of INT8 or INT4. The zero points are folded into the bias when
 * the kernel is made:
 *
 * <p>{@code sum((x - inputZeroPoint) * (w - filterZeroPoint)) = sum(x * w) - filterZeroPoint *
 * sum(x) + rowBias}
 */
public final class VectorFullyConnected implements Kernel {
  private final FullyConnected op;
  private final WeightedNumerics.Quantized numerics;
  private final PairedFilter filter;
  private final ChannelRequantizer requantizer;
  private final DenseRows rows;

  private VectorFullyConnected(
      FullyConnected op, WeightedNumerics.Quantized numerics, KernelRequest request) {
    this.op = op;
    this.numerics = numerics;
    ConstantData data = FilterAndBias.filter(request);
    this.filter = new PairedFilter(data.bytes(), data.offset(), op.outputDepth(), op.accumDepth());
    this.requantizer =
        new ChannelRequantizer(
            channelBias(request),
            numerics.multipliers(),
            numerics.outputZeroPoint(),
            numerics.activation());
    this.rows = new DenseRows(op.batches(), filter.pairs(), filter.blocks().paddedChannels());
  }

  public static KernelAnswer answer(FullyConnected op, KernelRequest request) {
    if (!request.input(FullyConnected.FILTER).isConstant()
        || (request.hasInput(FullyConnected.BIAS)
            && !request.input(FullyConnected.BIAS).isConstant())) {
      return KernelAnswer.declined("the vector kernel takes a constant filter and bias");
    }
    return switch (op.numerics()) {
      case WeightedNumerics.Real real ->
          KernelAnswer.of(new VectorFloatFullyConnected(op, real, request));
      case WeightedNumerics.Quantized quantized ->
          request.inputType(FullyConnected.INPUT) == TensorType.INT16
              ? VectorInt16FullyConnected.answer(op, quantized, request)
              : KernelAnswer.of(new VectorFullyConnected(op, quantized, request));
    };
  }

  /**
   * For each channel the bias, {@code -inputZeroPoint * sum(w)} and {@code accumDepth *
   * inputZeroPoint * filterZeroPoint}. Sums wrap where the reference kernel's accumulator wraps:
   * both work modulo 2^32.
   */
  private int[] channelBias(KernelRequest request) {
    int[] bias = new int[op.outputDepth()];
    for (int channel = 0; channel < bias.length; channel++) {
      bias[channel] =
          FilterAndBias.bias(request, channel)
              - numerics.inputZeroPoint()
                  * (filter.weightSum(channel) - op.accumDepth() * numerics.filterZeroPoint());
    }
    return bias;
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.workspace(rows.floats())
        .holding(filter.heldBytes() + requantizer.heldBytes());
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(FullyConnected.INPUT);
    Tensor output = context.output(FullyConnected.OUTPUT);
    float[] space = context.workspace();
    int depth = op.accumDepth();
    int sumsAt = rows.sumsAt();
    int sumsStep = filter.blocks().paddedChannels();
    for (int first = 0; first < op.batches(); first += rows.atATime()) {
      int count = Math.min(rows.atATime(), op.batches() - first);
      int inputAt = input.offset() + first * depth;
      for (int row = 0; row < count; row++) {
        PairedRows.widenRow(
            input.data(), inputAt + row * depth, space, row * filter.pairs(), depth);
      }
      DenseProduct.multiply(filter, space, 0, count, sumsAt, sumsStep);
      if (numerics.filterZeroPoint() != 0) {
        for (int row = 0; row < count; row++) {
          int inputSum = sum(input.data(), inputAt + row * depth, depth);
          add(space, sumsAt + row * sumsStep, sumsStep, -numerics.filterZeroPoint() * inputSum);
        }
      }
      requantizer.apply(
          space,
          sumsAt,
          sumsStep,
          count,
          0,
          op.outputDepth(),
          output.data(),
          output.offset() + first * op.outputDepth(),
          op.outputDepth());
    }
  }

  private static int sum(byte[] input, int at, int depth) {
    int sum = 0;
    for (int i = 0; i < depth; i++) {
      sum += input[at + i];
    }
    return sum;
  }

  private static void add(float[] sums, int at, int count, int number) {
    for (int i = at; i < at + count; i++) {
      sums[i] = Float.intBitsToFloat(Float.floatToRawIntBits(sums[i]) + number);
    }
  }
}
