/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples.provider;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.op.WeightedNumerics;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;

/**
 * INT8 FULLY_CONNECTED with the zero points folded into the biases. With the input's zero point a and
 * the filter's zero point b,
 *
 * <pre>
 * sum (x - a) (w - b) + bias = sum x w - b sum x + (n a b - a sum w + bias)
 * </pre>
 *
 * <p>where the bracket is known beforehand. All of it is arithmetic modulo 2^32, as in TFLM, so
 * that the result is the same to the last bit also where a sum overflows.
 */
final class FoldedFullyConnected implements Kernel {
  private final FullyConnected op;
  private final WeightedNumerics.Quantized numerics;

  /** One for each row of the filter. */
  private final int[] folded;

  private final int[] multipliers;
  private final int[] shifts;

  FoldedFullyConnected(
      FullyConnected op, WeightedNumerics.Quantized numerics, KernelRequest request) {
    this.op = op;
    this.numerics = numerics;
    this.multipliers = numerics.multipliers().multipliers();
    this.shifts = numerics.multipliers().shifts();
    this.folded = new int[op.outputDepth()];
    ConstantData filter = request.input(FullyConnected.FILTER).constant();
    for (int row = 0; row < folded.length; row++) {
      int sum = 0;
      for (int i = 0; i < op.accumDepth(); i++) {
        sum += filter.bytes()[filter.offset() + row * op.accumDepth() + i];
      }
      folded[row] = numerics.inputZeroPoint() * (op.accumDepth() * numerics.filterZeroPoint() - sum);
      if (request.hasInput(FullyConnected.BIAS)) {
        ConstantData bias = request.input(FullyConnected.BIAS).constant();
        folded[row] += LittleEndian.getInt(bias.bytes(), bias.offset() + 4 * row);
      }
    }
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(FullyConnected.INPUT);
    Tensor filter = context.input(FullyConnected.FILTER);
    Tensor output = context.output(FullyConnected.OUTPUT);
    int depth = op.accumDepth();
    for (int batch = 0; batch < op.batches(); batch++) {
      int inputAt = input.offset() + batch * depth;
      int inputSum = 0;
      for (int i = 0; numerics.filterZeroPoint() != 0 && i < depth; i++) {
        inputSum += input.data()[inputAt + i];
      }
      for (int row = 0; row < op.outputDepth(); row++) {
        int sum =
            folded[row]
                - numerics.filterZeroPoint() * inputSum
                + product(
                    input.data(), inputAt, filter.data(), filter.offset() + row * depth, depth);
        int scaled =
            FixedPoint.multiply(sum, multipliers[row], shifts[row]) + numerics.outputZeroPoint();
        output.setInt8At(
            batch * op.outputDepth() + row, (byte) numerics.activation().clamp(scaled));
      }
    }
  }

  /** Returns the sum of products, each at most 2^14: fewer than 2^17 of them cannot overflow. */
  private static int product(byte[] left, int leftAt, byte[] right, int rightAt, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += left[leftAt + i] * right[rightAt + i];
    }
    return sum;
  }
}
