/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import static org.tflm4j.api.quantization.FixedPoint.roundingDivideByPowerOfTwo;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.LogSoftmax;
import org.tflm4j.api.quantization.FixedPointLogarithm;
import org.tflm4j.api.quantization.GemmlowpFixedPoint;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;

/**
 * Mirrors {@code kernels/internal/reference/log_softmax.h}. An INT8 row's sum of 4096 or more (rows
 * of so many nearly equal elements), which overflows in TFLM, counts as 4096.
 */
final class ReferenceLogSoftmax implements InPlaceKernel {
  private static final int INPUT_INTEGER_BITS = 5;
  private static final int SUM_INTEGER_BITS = 12;
  private static final int OUTPUT_INTEGER_BITS = 4;

  private final LogSoftmax op;
  private final LogSoftmax.Quantized numerics;

  // By the difference of a row's largest input and another: minus the real difference in Q5, and
  // the exponential function of that as a term of the sum, 0 where the other is left out.
  private final int[] scaled = new int[256];
  private final int[] exp = new int[256];

  private ReferenceLogSoftmax(LogSoftmax op, LogSoftmax.Quantized numerics) {
    this.op = op;
    this.numerics = numerics;
    for (int difference = 0; difference <= Math.min(-numerics.diffMin(), 255); difference++) {
      scaled[difference] = numerics.inputMultiplier().apply(-difference);
      int term = GemmlowpFixedPoint.expOnNegativeValues(scaled[difference], INPUT_INTEGER_BITS);
      exp[difference] = roundingDivideByPowerOfTwo(term, SUM_INTEGER_BITS);
    }
  }

  static Kernel create(LogSoftmax op, KernelRequest request) {
    return switch (op.numerics()) {
      case LogSoftmax.Real() -> (InPlaceKernel) context -> evalFloat(op, context);
      case LogSoftmax.Quantized numerics -> new ReferenceLogSoftmax(op, numerics);
    };
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.NONE.holding(4L * (scaled.length + exp.length));
  }

  @Override
  public void eval(KernelContext context) {
    int depth = op.depth();
    for (int row = 0; row < op.outerSize(); row++) {
      evalRow(
          context.input(LogSoftmax.INPUT).data(),
          context.input(LogSoftmax.INPUT).offset() + row * depth,
          context.output(LogSoftmax.OUTPUT).data(),
          context.output(LogSoftmax.OUTPUT).offset() + row * depth);
    }
  }

  private void evalRow(byte[] input, int inputAt, byte[] output, int outputAt) {
    int depth = op.depth();
    int max = Byte.MIN_VALUE;
    for (int c = 0; c < depth; c++) {
      max = Math.max(max, input[inputAt + c]);
    }
    // Every term is at most 2^19 and there are less than 2^31.
    long sum = 0;
    for (int c = 0; c < depth; c++) {
      sum += exp[max - input[inputAt + c]];
    }
    int logOfSum =
        FixedPointLogarithm.log(
            (int) Math.min(sum, Integer.MAX_VALUE), SUM_INTEGER_BITS, INPUT_INTEGER_BITS);
    // Differences at or beyond this would leave the format once the logarithm is taken away.
    int smallest =
        Math.max(
            numerics.diffMin() - 1,
            numerics.reverseMultiplier().apply(logOfSum + Integer.MIN_VALUE));
    for (int c = 0; c < depth; c++) {
      int difference = input[inputAt + c] - max;
      int result = Byte.MIN_VALUE;
      if (difference > smallest) {
        result =
            roundingDivideByPowerOfTwo(
                    scaled[-difference] - logOfSum, 31 - INPUT_INTEGER_BITS - OUTPUT_INTEGER_BITS)
                + Byte.MAX_VALUE;
      }
      output[outputAt + c] = (byte) Math.clamp(result, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }
  }

  private static void evalFloat(LogSoftmax op, KernelContext context) {
    byte[] input = context.input(LogSoftmax.INPUT).data();
    byte[] output = context.output(LogSoftmax.OUTPUT).data();
    int rowBytes = 4 * op.depth();
    for (int row = 0; row < op.outerSize(); row++) {
      int inputAt = context.input(LogSoftmax.INPUT).offset() + row * rowBytes;
      int outputAt = context.output(LogSoftmax.OUTPUT).offset() + row * rowBytes;
      float max = ReferenceSoftmax.max(input, inputAt, rowBytes);
      float sum = 0;
      for (int c = 0; c < rowBytes; c += 4) {
        sum += (float) Math.exp(LittleEndian.getFloat(input, inputAt + c) - max);
      }
      float logOfSum = (float) Math.log(sum);
      for (int c = 0; c < rowBytes; c += 4) {
        LittleEndian.putFloat(
            output, outputAt + c, LittleEndian.getFloat(input, inputAt + c) - max - logOfSum);
      }
    }
  }
}
