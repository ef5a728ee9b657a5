/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Softmax;
import org.tflm4j.api.quantization.LookupTable;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/**
 * SOFTMAX of INT16. Mirrors {@code SoftmaxInt16} of {@code kernels/internal/reference/softmax.h}.
 * Its two tables are the same for all models.
 */
final class ReferenceSoftmaxInt16 implements InPlaceKernel {
  /** The exponential function from -10 to 0, in steps of 1/32768. */
  private static final short[] EXP =
      LookupTable.ofInt16(
          10f / 65535, Short.MAX_VALUE, 2f / 65535, 0, x -> (float) StrictMath.exp(x));

  /** 1 / (1 + x) for x from 0 to 1, in steps of 1/32768. */
  private static final short[] ONE_OVER_ONE_PLUS_X =
      LookupTable.ofInt16(1f / 65535, Short.MIN_VALUE, 2f / 65535, 0, x -> 1 / (1 + x));

  private final Softmax op;
  private final QuantizedMultiplier inputMultiplier;

  ReferenceSoftmaxInt16(Softmax op, QuantizedMultiplier inputMultiplier) {
    this.op = op;
    this.inputMultiplier = inputMultiplier;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(Softmax.INPUT);
    Tensor output = context.output(Softmax.OUTPUT);
    int rowBytes = 2 * op.depth();
    for (int row = 0; row < op.outerSize(); row++) {
      evalRow(
          input.data(),
          input.offset() + row * rowBytes,
          output.data(),
          output.offset() + row * rowBytes,
          rowBytes);
    }
  }

  private void evalRow(byte[] input, int inputAt, byte[] output, int outputAt, int rowBytes) {
    int max = Short.MIN_VALUE;
    for (int c = 0; c < rowBytes; c += 2) {
      max = Math.max(max, LittleEndian.getShort(input, inputAt + c));
    }
    // Each term is at most 2^15 - 1; preparing keeps rows short enough for an int.
    int sum = 0;
    for (int c = 0; c < rowBytes; c += 2) {
      int difference = LittleEndian.getShort(input, inputAt + c) - max;
      // From -65535, which stands for -10, to 0; brought to 16 bits around 0.
      int scaled = inputMultiplier.apply(difference) + Short.MAX_VALUE;
      short exp = LookupTable.interpolate(EXP, saturate(scaled));
      LittleEndian.putShort(output, outputAt + c, exp);
      sum += exp;
    }
    // The sum, brought into the range of 1 to 2, less 1: in steps of 1/65536 around 1/2.
    int headroomPlusOne = Integer.numberOfLeadingZeros(sum);
    int normalized = (int) ((((long) sum << (headroomPlusOne - 1)) + (1 << 13)) >> 14);
    int reciprocal =
        LookupTable.interpolate(ONE_OVER_ONE_PLUS_X, saturate(normalized - (1 << 15) - (1 << 16)));
    // From 14 for a row of one element to 30.
    int rightShift = 31 - headroomPlusOne;
    int rounding = 1 << (rightShift - 1);
    for (int c = 0; c < rowBytes; c += 2) {
      long product = (long) LittleEndian.getShort(output, outputAt + c) * reciprocal;
      int quotient = (int) ((product + rounding) >> rightShift);
      LittleEndian.putShort(output, outputAt + c, (short) Math.clamp(quotient, 0, Short.MAX_VALUE));
    }
  }

  private static short saturate(int value) {
    return (short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
