/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import static org.tflm4j.api.quantization.FixedPoint.roundingDivideByPowerOfTwo;
import static org.tflm4j.api.quantization.FixedPoint.saturatingRoundingDoublingHighMul;

import java.util.List;
import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Softmax;
import org.tflm4j.api.quantization.GemmlowpFixedPoint;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/**
 * SOFTMAX of FLOAT32 and INT8 input. Mirrors {@code kernels/internal/reference/softmax.h}.
 *
 * <p>TFLM stops the program where an INT8 row of an INT8 output has a sum of at least 512 (512
 * equal elements, for example), and its sums overflow from 4096 on; here such rows come out as the
 * operator defines it: all elements round to real zero, or to the quotient in 1/65536 for INT16.
 */
final class ReferenceSoftmax implements Kernel {
  /** Integer bits of the format that sums have in TFLM: 19 bits are left for the fraction. */
  private static final int SUM_INTEGER_BITS = 12;

  private final Softmax op;

  /**
   * The exponential function, in Q0, of the argument that a difference of the row's largest input
   * and another makes; 0 where TFLM leaves the other out, which comes to the same result.
   */
  private final int[] exp = new int[256];

  private final int outputBits;
  private final int outputMin;
  private final int outputMax;
  private final IntegerElements.Writer writer;

  private ReferenceSoftmax(Softmax op, Softmax.Int8 numerics, TensorType outputType) {
    this.op = op;
    this.outputBits = outputType.bits();
    this.outputMin = IntegerElements.min(outputType);
    this.outputMax = IntegerElements.max(outputType);
    this.writer = IntegerElements.writer(outputType);
    for (int difference = 0; difference <= Math.min(-numerics.diffMin(), 255); difference++) {
      exp[difference] =
          GemmlowpFixedPoint.expOnNegativeValues(numerics.inputMultiplier().apply(-difference), 5);
    }
  }

  static Kernel create(Softmax op, KernelRequest request) {
    return switch (op.numerics()) {
      case Softmax.Real(float beta) -> (InPlaceKernel) context -> evalFloat(op, beta, context);
      case Softmax.Int8 numerics ->
          new ReferenceSoftmax(op, numerics, request.output(Softmax.OUTPUT).type());
      case Softmax.Int16(QuantizedMultiplier inputMultiplier) ->
          new ReferenceSoftmaxInt16(op, inputMultiplier);
    };
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.NONE.holding(4L * exp.length);
  }

  /** An INT16 output is wider than the input. */
  @Override
  public List<InputOverlap> overlaps() {
    return outputBits == 8 ? List.of(InputOverlap.inPlace(Softmax.INPUT)) : List.of();
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(Softmax.INPUT);
    Tensor output = context.output(Softmax.OUTPUT);
    int depth = op.depth();
    for (int row = 0; row < op.outerSize(); row++) {
      evalRow(input.data(), input.offset() + row * depth, output, row * depth);
    }
  }

  private void evalRow(byte[] input, int inputAt, Tensor output, int outputIndex) {
    int depth = op.depth();
    int max = Byte.MIN_VALUE;
    for (int c = 0; c < depth; c++) {
      max = Math.max(max, input[inputAt + c]);
    }
    // Every term is at most 2^19 and there are less than 2^31.
    long sum = 0;
    for (int c = 0; c < depth; c++) {
      sum += roundingDivideByPowerOfTwo(exp[max - input[inputAt + c]], SUM_INTEGER_BITS);
    }
    int scale = GemmlowpFixedPoint.normalizedReciprocal(sum);
    int bitsOverUnit = 64 - Long.numberOfLeadingZeros(sum) - (31 - SUM_INTEGER_BITS) - 1;
    int exponent = bitsOverUnit + 31 - outputBits;
    for (int c = 0; c < depth; c++) {
      int product = saturatingRoundingDoublingHighMul(scale, exp[max - input[inputAt + c]]);
      int quotient = exponent > 31 ? 0 : roundingDivideByPowerOfTwo(product, exponent);
      writer.put(
          output.data(),
          output.offset(),
          outputIndex + c,
          Math.clamp((long) quotient + outputMin, outputMin, outputMax));
    }
  }

  /** Returns the largest of a row of FLOAT32 elements; it skips NaN, as C++'s max does. */
  static float max(byte[] row, int at, int rowBytes) {
    float max = -Float.MAX_VALUE;
    for (int c = 0; c < rowBytes; c += 4) {
      float value = LittleEndian.getFloat(row, at + c);
      max = max < value ? value : max;
    }
    return max;
  }

  private static void evalFloat(Softmax op, float beta, KernelContext context) {
    byte[] input = context.input(Softmax.INPUT).data();
    byte[] output = context.output(Softmax.OUTPUT).data();
    int rowBytes = 4 * op.depth();
    for (int row = 0; row < op.outerSize(); row++) {
      int inputAt = context.input(Softmax.INPUT).offset() + row * rowBytes;
      int outputAt = context.output(Softmax.OUTPUT).offset() + row * rowBytes;
      float max = max(input, inputAt, rowBytes);
      float sum = 0;
      for (int c = 0; c < rowBytes; c += 4) {
        float exp = (float) Math.exp((LittleEndian.getFloat(input, inputAt + c) - max) * beta);
        LittleEndian.putFloat(output, outputAt + c, exp);
        sum += exp;
      }
      for (int c = 0; c < rowBytes; c += 4) {
        LittleEndian.putFloat(
            output, outputAt + c, LittleEndian.getFloat(output, outputAt + c) / sum);
      }
    }
  }
}
