/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.signal;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.UINT32;

import org.tflm4j.api.op.FftNumerics;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.SignalEnergy;
import org.tflm4j.api.op.SignalFftAutoScale;
import org.tflm4j.api.op.SignalIrfft;
import org.tflm4j.api.op.SignalRfft;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares SignalFftAutoScale, SignalRfft, SignalIrfft and SignalEnergy. Mirrors {@code
 * fft_auto_scale_common.cc}, {@code rfft.cc}, {@code irfft.cc} and {@code energy.cc} of {@code
 * signal/micro/kernels}, and checks the sizes of all tensors, which those do not.
 */
final class PrepareSignalFft {
  private PrepareSignalFft() {}

  static Op autoScale(PrepareContext context) {
    context.requireInputCount(1);
    context.requireOutputCount(2);
    TensorSpec input = context.input(SignalFftAutoScale.INPUT);
    TensorSpec output = context.output(SignalFftAutoScale.OUTPUT);
    TensorSpec scaleBits = context.output(SignalFftAutoScale.SCALE_BITS);
    context.requireType(input, INT16);
    context.requireType(output, INT16);
    context.requireType(scaleBits, INT32);
    context.requireRank(input, 1);
    context.requireRank(output, 1);
    context.requireShape(scaleBits, Shape.SCALAR);
    context.require(
        input.elementCount() >= output.elementCount(),
        input + " has fewer elements than " + output);
    return new SignalFftAutoScale(output.elementCount());
  }

  static Op energy(PrepareContext context) {
    context.requireInputCount(1);
    context.requireOutputCount(1);
    TensorSpec input = context.input(SignalEnergy.INPUT);
    TensorSpec output = context.output(SignalEnergy.OUTPUT);
    context.requireType(input, INT16);
    context.requireType(output, UINT32);
    context.requireRank(input, 1);
    context.requireRank(output, 1);
    SignalOptions options = new SignalOptions(context);
    int start = options.int32("start_index");
    int end = options.int32("end_index");
    int numbers = Math.min(input.elementCount() / 2, output.elementCount());
    context.require(
        start >= end || (start >= 0 && end <= numbers),
        "the range from "
            + start
            + " to "
            + end
            + " exceeds the complex numbers of "
            + input
            + " or the elements of "
            + output);
    return start < end ? new SignalEnergy(start, end) : new SignalEnergy(0, 0);
  }

  static Op rfft(PrepareContext context) {
    int fftLength = fftLength(context);
    TensorSpec input = context.input(SignalRfft.INPUT);
    int inputLength = PrepareSignalFrames.lastDimension(context, input);
    context.require(
        inputLength <= fftLength, input + " has rows longer than the fft_length " + fftLength);
    int rows = requireOutput(context, input, fftLength + 2L, fftLength);
    return new SignalRfft(rows, inputLength, fftLength, numerics(input));
  }

  static Op irfft(PrepareContext context) {
    int fftLength = fftLength(context);
    TensorSpec input = context.input(SignalIrfft.INPUT);
    int inputLength = PrepareSignalFrames.lastDimension(context, input);
    context.require(
        inputLength % 2 == 0 && inputLength >= fftLength + 2L,
        input + " needs rows of " + (fftLength + 2L) + " elements for the fft_length " + fftLength);
    int rows = requireOutput(context, input, fftLength, fftLength);
    return new SignalIrfft(rows, inputLength / 2, fftLength, numerics(input));
  }

  private static FftNumerics numerics(TensorSpec input) {
    return switch (input.type()) {
      case FLOAT32 -> new FftNumerics.Real();
      case INT16 -> new FftNumerics.Q15();
      case INT32 -> new FftNumerics.Q31();
      default -> throw new IllegalArgumentException(input + " has been refused before");
    };
  }

  /** Checks what both directions have in common, and returns the option fft_length. */
  private static int fftLength(PrepareContext context) {
    context.requireInputCount(1);
    context.requireOutputCount(1);
    TensorSpec input = context.input(SignalRfft.INPUT);
    TensorSpec output = context.output(SignalRfft.OUTPUT);
    context.requireType(input, INT16, INT32, FLOAT32);
    context.requireSameType(input, output);
    context.requireRank(output, input.shape().rank());
    SignalOptions options = new SignalOptions(context);
    options.requireTypeOf(input);
    int fftLength = options.int32("fft_length", 4, Integer.MAX_VALUE / 4);
    int rest = fftLength / 2;
    for (int factor : new int[] {2, 3, 5}) {
      while (rest % factor == 0) {
        rest /= factor;
      }
    }
    // For other lengths kissfft asks for memory, which TFLM does not give it.
    context.require(
        fftLength % 2 == 0 && rest == 1,
        "the fft_length "
            + fftLength
            + " is not supported: it must be even and half of it a product of 2, 3 and 5");
    return fftLength;
  }

  /** Refuses outputs of other rows than the input has, or of another length; returns the rows. */
  private static int requireOutput(
      PrepareContext context, TensorSpec input, long length, int fftLength) {
    TensorSpec output = context.output(SignalRfft.OUTPUT);
    context.require(
        output.shape().lastDimension() == length,
        output + " needs rows of " + length + " elements for the fft_length " + fftLength);
    int rows = input.elementCount() / input.shape().lastDimension();
    context.require(
        output.elementCount() == rows * length,
        output + " needs " + rows + " rows, as " + input + " has");
    return rows;
  }
}
