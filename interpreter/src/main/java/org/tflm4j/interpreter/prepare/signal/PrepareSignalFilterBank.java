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
  private PrepareSignalFilterBank() {}

  static Op filterBank(PrepareContext context) {
    context.requireInputCount(6);
    context.requireOutputCount(1);
    requireVector(context, context.input(SignalFilterBank.INPUT), UINT32);
    for (int i = SignalFilterBank.WEIGHTS; i < context.inputCount(); i++) {
      requireVector(context, context.input(i), INT16);
    }
    requireVector(context, context.output(SignalFilterBank.OUTPUT), UINT64);
    int channels = new SignalOptions(context).int32("num_channels", 0, Integer.MAX_VALUE / 8 - 1);
    for (int i = SignalFilterBank.FREQUENCY_STARTS; i <= SignalFilterBank.WIDTHS; i++) {
      context.require(
          context.input(i).elementCount() > channels,
          context.input(i) + " needs " + (channels + 1) + " elements, one more than num_channels");
    }
    requireChannels(context, context.output(SignalFilterBank.OUTPUT), channels);
    requireBands(context, channels);
    return new SignalFilterBank(channels);
  }

  /** Checks constant bands; others are checked when the operator runs. */
  private static void requireBands(PrepareContext context, int channels) {
    TensorSpec frequencyStarts = context.input(SignalFilterBank.FREQUENCY_STARTS);
    TensorSpec weightStarts = context.input(SignalFilterBank.WEIGHT_STARTS);
    TensorSpec widths = context.input(SignalFilterBank.WIDTHS);
    if (!widths.isConstant()) {
      return;
    }
    int weights =
        Math.min(
            context.input(SignalFilterBank.WEIGHTS).elementCount(),
            context.input(SignalFilterBank.UNWEIGHTS).elementCount());
    for (int band = 0; band <= channels; band++) {
      int width = int16(widths, band);
      if (width > 0) {
        requireBand(
            context,
            frequencyStarts,
            band,
            width,
            context.input(SignalFilterBank.INPUT).elementCount());
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
    TensorSpec scaleBits = context.input(SignalFilterBankSquareRoot.SCALE_BITS);
    requireVector(context, context.input(SignalFilterBankSquareRoot.INPUT), UINT64);
    context.requireType(scaleBits, INT32);
    context.requireShape(scaleBits, Shape.SCALAR);
    requireVector(context, context.output(SignalFilterBankSquareRoot.OUTPUT), UINT32);
    int channels = context.input(SignalFilterBankSquareRoot.INPUT).elementCount();
    requireChannels(context, context.output(SignalFilterBankSquareRoot.OUTPUT), channels);
    return new SignalFilterBankSquareRoot(channels);
  }

  static Op spectralSubtraction(PrepareContext context) {
    context.requireInputCount(1);
    context.requireOutputCount(2);
    requireVector(context, context.input(SignalFilterBankSpectralSubtraction.INPUT), UINT32);
    requireVector(context, context.output(SignalFilterBankSpectralSubtraction.OUTPUT), UINT32);
    requireVector(
        context, context.output(SignalFilterBankSpectralSubtraction.NOISE_ESTIMATE), UINT32);
    SignalOptions options = new SignalOptions(context);
    int channels = options.int32("num_channels", 0, Integer.MAX_VALUE / 4);
    requireChannels(context, context.input(SignalFilterBankSpectralSubtraction.INPUT), channels);
    requireChannels(context, context.output(SignalFilterBankSpectralSubtraction.OUTPUT), channels);
    requireChannels(
        context, context.output(SignalFilterBankSpectralSubtraction.NOISE_ESTIMATE), channels);
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
    TensorSpec gains = context.input(SignalPcan.GAIN_TABLE);
    requireVector(context, context.input(SignalPcan.INPUT), UINT32);
    requireVector(context, context.input(SignalPcan.NOISE_ESTIMATE), UINT32);
    requireVector(context, gains, INT16);
    requireVector(context, context.output(SignalPcan.OUTPUT), UINT32);
    int channels = context.input(SignalPcan.INPUT).elementCount();
    requireChannels(context, context.input(SignalPcan.NOISE_ESTIMATE), channels);
    requireChannels(context, context.output(SignalPcan.OUTPUT), channels);
    context.require(
        gains.elementCount() >= SignalPcan.GAIN_TABLE_SIZE,
        gains + " needs " + SignalPcan.GAIN_TABLE_SIZE + " elements for noise of 32 bits");
    return new SignalPcan(channels, new SignalOptions(context).int32("snr_shift", 0, 63));
  }

  static Op log(PrepareContext context) {
    context.requireInputCount(1);
    context.requireOutputCount(1);
    requireVector(context, context.input(SignalFilterBankLog.INPUT), UINT32);
    requireVector(context, context.output(SignalFilterBankLog.OUTPUT), INT16);
    int channels = context.input(SignalFilterBankLog.INPUT).elementCount();
    requireChannels(context, context.output(SignalFilterBankLog.OUTPUT), channels);
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
