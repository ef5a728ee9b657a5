/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.signal;

import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.UINT32;
import static org.tflm4j.api.tensor.TensorType.UINT64;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.SignalFilterBank;
import org.tflm4j.api.op.SignalFilterBankLog;
import org.tflm4j.api.op.SignalFilterBankSpectralSubtraction;
import org.tflm4j.api.op.SignalFilterBankSquareRoot;
import org.tflm4j.api.op.SignalPcan;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares SignalFilterBank and the operators on its channels: SignalFilterBankSquareRoot,
 * SignalFilterBankSpectralSubtraction, SignalPCAN and SignalFilterBankLog. Mirrors {@code
 * filter_bank*.cc} and {@code pcan.cc} of {@code signal/micro/kernels}, and checks the sizes of all
 * tensors, which those do not.
 */
final class PrepareSignalFilterBank {
  private static final int STARTS = 3;
  private static final int BAND_TENSORS = 3;

  private PrepareSignalFilterBank() {}

  static Op filterBank(PrepareContext context) {
    context.requireInputCount(6);
    context.requireOutputCount(1);
    requireVector(context, context.input(0), UINT32);
    for (int i = 1; i < context.inputCount(); i++) {
      requireVector(context, context.input(i), INT16);
    }
    requireVector(context, context.output(0), UINT64);
    int channels = new SignalOptions(context).int32("num_channels", 0, Integer.MAX_VALUE / 8 - 1);
    for (int i = STARTS; i < STARTS + BAND_TENSORS; i++) {
      context.require(
          context.input(i).elementCount() > channels,
          context.input(i) + " needs " + (channels + 1) + " elements, one more than num_channels");
    }
    requireChannels(context, context.output(0), channels);
    requireBands(context, channels);
    return new SignalFilterBank(channels);
  }

  /** Checks the bands where they are constants; others are checked when they are used. */
  private static void requireBands(PrepareContext context, int channels) {
    TensorSpec frequencyStarts = context.input(STARTS);
    TensorSpec weightStarts = context.input(STARTS + 1);
    TensorSpec widths = context.input(STARTS + 2);
    if (!widths.isConstant()) {
      return;
    }
    int weights = Math.min(context.input(1).elementCount(), context.input(2).elementCount());
    for (int band = 0; band <= channels; band++) {
      int width = int16(widths, band);
      if (width > 0) {
        requireBand(context, frequencyStarts, band, width, context.input(0).elementCount());
        requireBand(context, weightStarts, band, width, weights);
      }
    }
  }

  private static void requireBand(
      PrepareContext context, TensorSpec starts, int band, int width, int count) {
    if (starts.isConstant()) {
      int start = int16(starts, band);
      context.require(
          start >= 0 && start + width <= count,
          starts
              + ": band "
              + band
              + " begins at "
              + start
              + " and is "
              + width
              + " wide, but there are "
              + count
              + " elements");
    }
  }

  private static int int16(TensorSpec constant, int index) {
    return LittleEndian.getShort(
        ConstantBytes.of(constant).bytes(), constant.constant().offset() + 2 * index);
  }

  static Op squareRoot(PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec scaleBits = context.input(1);
    requireVector(context, context.input(0), UINT64);
    context.requireType(scaleBits, INT32);
    context.requireShape(scaleBits, Shape.SCALAR);
    requireVector(context, context.output(0), UINT32);
    int channels = context.input(0).elementCount();
    requireChannels(context, context.output(0), channels);
    return new SignalFilterBankSquareRoot(channels);
  }

  static Op spectralSubtraction(PrepareContext context) {
    context.requireInputCount(1);
    context.requireOutputCount(2);
    requireVector(context, context.input(0), UINT32);
    requireVector(context, context.output(0), UINT32);
    requireVector(context, context.output(1), UINT32);
    SignalOptions options = new SignalOptions(context);
    int channels = options.int32("num_channels", 0, Integer.MAX_VALUE / 4);
    requireChannels(context, context.input(0), channels);
    requireChannels(context, context.output(0), channels);
    requireChannels(context, context.output(1), channels);
    return new SignalFilterBankSpectralSubtraction(
        channels,
        options.int32("smoothing"),
        options.int32("one_minus_smoothing"),
        options.int32("alternate_smoothing"),
        options.int32("alternate_one_minus_smoothing"),
        options.int32("min_signal_remaining"),
        options.int32("smoothing_bits", 0, 31),
        options.int32("spectral_subtraction_bits", 0, 63),
        options.bool("clamping"));
  }

  static Op pcan(PrepareContext context) {
    context.requireInputCount(3);
    context.requireOutputCount(1);
    TensorSpec gains = context.input(2);
    requireVector(context, context.input(0), UINT32);
    requireVector(context, context.input(1), UINT32);
    requireVector(context, gains, INT16);
    requireVector(context, context.output(0), UINT32);
    int channels = context.input(0).elementCount();
    requireChannels(context, context.input(1), channels);
    requireChannels(context, context.output(0), channels);
    context.require(
        gains.elementCount() >= SignalPcan.GAIN_TABLE_SIZE,
        gains + " needs " + SignalPcan.GAIN_TABLE_SIZE + " elements for noise of 32 bits");
    return new SignalPcan(channels, new SignalOptions(context).int32("snr_shift", 0, 63));
  }

  static Op log(PrepareContext context) {
    context.requireInputCount(1);
    context.requireOutputCount(1);
    requireVector(context, context.input(0), UINT32);
    requireVector(context, context.output(0), INT16);
    int channels = context.input(0).elementCount();
    requireChannels(context, context.output(0), channels);
    SignalOptions options = new SignalOptions(context);
    return new SignalFilterBankLog(
        channels, options.int32("output_scale"), options.int32("input_correction_bits", 0, 31));
  }

  private static void requireVector(PrepareContext context, TensorSpec tensor, TensorType type) {
    context.requireType(tensor, type);
    context.requireRank(tensor, 1);
  }

  private static void requireChannels(PrepareContext context, TensorSpec tensor, int channels) {
    context.require(
        tensor.elementCount() == channels,
        tensor + " needs " + channels + " elements, one per channel");
  }
}
