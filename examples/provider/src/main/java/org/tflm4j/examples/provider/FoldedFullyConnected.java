/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples.provider;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.op.Relu;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;

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
 *
 * <p>A RELU behind it is a function of the 256 values of its output: it becomes a table, and the
 * tensor between is never written.
 */
final class FoldedFullyConnected implements Kernel {
  private final FullyConnected op;

  /** One for each row of the filter. */
  private final int[] folded;

  private final int[] multipliers;
  private final int[] shifts;

  /** What the operator behind it makes of each output; null where there is none. */
  private final byte[] table;

  /** Computes the operator of a request, and a RELU behind it unless that is null. */
  FoldedFullyConnected(FullyConnected op, Relu relu, KernelRequest request) {
    this.op = op;
    this.table = relu == null ? null : table(relu);
    this.multipliers = op.multipliers().multipliers();
    this.shifts = op.multipliers().shifts();
    this.folded = new int[op.outputDepth()];
    ConstantData filter = request.input(1).constant();
    for (int row = 0; row < folded.length; row++) {
      int sum = 0;
      for (int i = 0; i < op.accumDepth(); i++) {
        sum += filter.bytes()[filter.offset() + row * op.accumDepth() + i];
      }
      folded[row] = op.inputOffset() * (sum + op.accumDepth() * op.filterOffset());
      if (request.hasInput(2)) {
        ConstantData bias = request.input(2).constant();
        folded[row] += LittleEndian.getInt(bias.bytes(), bias.offset() + 4 * row);
      }
    }
  }

  private static byte[] table(Relu relu) {
    byte[] table = new byte[256];
    for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
      int scaled = relu.multiplier().apply(value - relu.inputOffset()) + relu.outputOffset();
      table[value & 0xFF] = (byte) relu.activation().clamp(scaled);
    }
    return table;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(0);
    Tensor filter = context.input(1);
    // The outputs of both operators, one after the other; the first is null if there is a second.
    Tensor output = context.output(table == null ? 0 : 1);
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
        byte result = (byte) op.activation().clamp(scaled);
        output.setInt8At(
            batch * op.outputDepth() + row, table == null ? result : table[result & 0xFF]);
      }
    }
  }

  /** Returns the sum of products, each at most 2^14: fewer than 2^17 of them can not overflow. */
  private static int product(byte[] left, int leftAt, byte[] right, int rightAt, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += left[leftAt + i] * right[rightAt + i];
    }
    return sum;
  }
}
