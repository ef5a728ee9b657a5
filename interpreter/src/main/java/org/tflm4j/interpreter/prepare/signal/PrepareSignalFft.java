/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.signal;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.UINT32;

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
    TensorSpec input = context.input(0);
    TensorSpec output = context.output(0);
    TensorSpec scaleBits = context.output(1);
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
    TensorSpec input = context.input(0);
    TensorSpec output = context.output(0);
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
    TensorSpec input = context.input(0);
    TensorSpec output = context.output(0);
    int inputLength = PrepareSignalFrames.lastDimension(context, input);
    context.require(
        inputLength <= fftLength, input + " has rows longer than the fft_length " + fftLength);
    requireLength(context, output, fftLength + 2L, fftLength);
    int rows = requireRows(context, input, output);
    return new SignalRfft(rows, inputLength, fftLength);
  }

  static Op irfft(PrepareContext context) {
    int fftLength = fftLength(context);
    TensorSpec input = context.input(0);
    TensorSpec output = context.output(0);
    int inputLength = PrepareSignalFrames.lastDimension(context, input);
    context.require(
        inputLength % 2 == 0 && inputLength >= fftLength + 2L,
        input + " needs rows of " + (fftLength + 2L) + " elements for the fft_length " + fftLength);
    requireLength(context, output, fftLength, fftLength);
    int rows = requireRows(context, input, output);
    return new SignalIrfft(rows, inputLength / 2, fftLength);
  }

  private static int fftLength(PrepareContext context) {
    context.requireInputCount(1);
    context.requireOutputCount(1);
    TensorSpec input = context.input(0);
    TensorSpec output = context.output(0);
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

  private static void requireLength(
      PrepareContext context, TensorSpec tensor, long length, int fftLength) {
    context.require(
        tensor.shape().lastDimension() == length,
        tensor + " needs rows of " + length + " elements for the fft_length " + fftLength);
  }

  private static int requireRows(PrepareContext context, TensorSpec input, TensorSpec output) {
    int rows = input.elementCount() / input.shape().lastDimension();
    context.require(
        output.elementCount() == (long) rows * output.shape().lastDimension(),
        output + " needs " + rows + " rows, as " + input + " has");
    return rows;
  }
}
