/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples.provider;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/**
 * INT8 FULLY_CONNECTED with the offsets folded into the biases. With input offset a and filter
 * offset b,
 *
 * <pre>
 * sum (x + a) (w + b) + bias = sum x w + b sum x + (a sum w + n a b + bias)
 * </pre>
 *
 * <p>where the bracket is known beforehand. All of it is arithmetic modulo 2^32, as in TFLM, so
 * that the result is the same to the last bit also where a sum overflows.
 */
final class FoldedFullyConnected implements Kernel {
  private final FullyConnected op;

  /** One for each row of the filter. */
  private final int[] folded;

  private final int[] multipliers;
  private final int[] shifts;

  FoldedFullyConnected(FullyConnected op, KernelRequest request) {
    this.op = op;
    this.multipliers = op.multipliers().multipliers();
    this.shifts = op.multipliers().shifts();
    this.folded = new int[op.outputDepth()];
    ConstantBytes filter = ConstantBytes.of(request.input(1));
    for (int row = 0; row < folded.length; row++) {
      int sum = 0;
      for (int i = 0; i < op.accumDepth(); i++) {
        sum += filter.bytes()[filter.offset() + row * op.accumDepth() + i];
      }
      folded[row] = op.inputOffset() * (sum + op.accumDepth() * op.filterOffset());
      if (request.hasInput(2)) {
        ConstantBytes bias = ConstantBytes.of(request.input(2));
        folded[row] += LittleEndian.getInt(bias.bytes(), bias.offset() + 4 * row);
      }
    }
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(0);
    Tensor filter = context.input(1);
    Tensor output = context.output(0);
    int depth = op.accumDepth();
    for (int batch = 0; batch < op.batches(); batch++) {
      int inputAt = input.offset() + batch * depth;
      int inputSum = 0;
      for (int i = 0; op.filterOffset() != 0 && i < depth; i++) {
        inputSum += input.data()[inputAt + i];
      }
      for (int row = 0; row < op.outputDepth(); row++) {
        int sum =
            folded[row]
                + op.filterOffset() * inputSum
                + product(
                    input.data(), inputAt, filter.data(), filter.offset() + row * depth, depth);
        int scaled = FixedPoint.multiply(sum, multipliers[row], shifts[row]) + op.outputOffset();
        output.setInt8At(batch * op.outputDepth() + row, (byte) op.activation().clamp(scaled));
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
