/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.support;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.Arrays;
import org.tflm4j.api.op.WeightedNumerics;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * The tensors that all convolutions have, and what their quantization comes to. Mirrors {@code
 * PopulateConvolutionQuantizationParams} of {@code kernels/kernel_util.cc}.
 *
 * @param bias null where it is absent
 */
public record ConvolutionTensors(
    TensorSpec input, TensorSpec filter, TensorSpec bias, TensorSpec output) {
  /** The widest left shift of the route with 32-bit accumulators. */
  private static final int MAX_SHIFT = 30;

  /** The widest left shift of the route with 64-bit accumulators. */
  private static final int MAX_SHIFT_64 = 7;

  /**
   * Returns the operator's tensors, which must have rank 4.
   *
   * @param input index of the input among the operator's inputs
   * @param filter index of the filter
   * @param bias index of the bias, the last input; it may be absent
   */
  public static ConvolutionTensors of(PrepareContext context, int input, int filter, int bias) {
    context.requireInputCount(bias, bias + 1);
    context.requireOutputCount(1);
    ConvolutionTensors tensors =
        new ConvolutionTensors(
            context.input(input),
            context.input(filter),
            context.optionalInput(bias),
            context.output(0));
    context.requireRank(tensors.input, 4);
    context.requireRank(tensors.filter, 4);
    context.requireRank(tensors.output, 4);
    return tensors;
  }

  /**
   * Refuses the operator unless its types go together.
   *
   * @param int8Filters types of the filter for INT8 input
   * @param int16Biases types of the bias for INT16 input
   */
  public void requireTypes(
      PrepareContext context, TensorType[] int8Filters, TensorType... int16Biases) {
    context.requireType(input, FLOAT32, INT8, INT16);
    context.requireSameType(input, output);
    switch (input.type()) {
      case FLOAT32 -> context.requireType(filter, FLOAT32);
      case INT8 -> context.requireType(filter, int8Filters);
      default -> context.requireType(filter, INT8);
    }
    if (bias != null) {
      switch (input.type()) {
        case FLOAT32 -> context.requireType(bias, FLOAT32);
        case INT8 -> context.requireType(bias, INT32);
        default -> context.requireType(bias, int16Biases);
      }
    }
  }

  /** Refuses the operator unless there are channels and one bias for each that goes out. */
  public void requireChannels(PrepareContext context, int outputDepth) {
    context.require(inputDepth() >= 1, input + " has no channels");
    context.require(outputDepth >= 1, filter + " has no output channels");
    if (bias != null) {
      context.require(
          bias.elementCount() == outputDepth,
          bias + " needs " + outputDepth + " elements, one per output channel of " + filter);
    }
  }

  public int batches() {
    return input.shape().dimension(0);
  }

  public int inputDepth() {
    return input.shape().lastDimension();
  }

  public int filterHeight() {
    return filter.shape().dimension(1);
  }

  public int filterWidth() {
    return filter.shape().dimension(2);
  }

  /**
   * Returns the arithmetic of a convolution. Zero points of INT16 count as 0, whatever they are, as
   * in TFLM's kernels; that of the filter is not looked at.
   *
   * @param channelDimension the filter's dimension of output channels
   * @param accumulator64 true for the route with 64-bit accumulators, which only INT16 may take
   * @param activation code of the format's ActivationFunctionType
   */
  public WeightedNumerics numerics(
      PrepareContext context, int channelDimension, boolean accumulator64, int activation) {
    if (input.type() == FLOAT32) {
      return new WeightedNumerics.Real(context.realActivation(activation));
    }
    boolean int8 = input.type() == INT8;
    return new WeightedNumerics.Quantized(
        int8 ? input.quantization().zeroPoint() : 0,
        0,
        int8 ? output.quantization().zeroPoint() : 0,
        multipliers(context, channelDimension, accumulator64),
        accumulator64,
        context.integerActivation(activation, output));
  }

  /**
   * Returns the requantization of every output channel of a quantized operator.
   *
   * @param channelDimension the filter's dimension of output channels
   * @param accumulator64 true for the route with 64-bit accumulators
   */
  public ChannelMultipliers multipliers(
      PrepareContext context, int channelDimension, boolean accumulator64) {
    double inputScale = ArithmeticScalings.scale(context, input);
    double outputScale = ArithmeticScalings.scale(context, output);
    Quantization scales = filter.quantization();
    int channels = filter.shape().dimension(channelDimension);
    requireScales(context, scales, channels);
    double[] real = new double[channels];
    for (int channel = 0; channel < channels; channel++) {
      float scale = scales.scale(scales.scaleCount() == 1 ? 0 : channel);
      context.require(
          scale >= 0 && Float.isFinite(scale),
          filter
              + " has the quantization scale "
              + scale
              + " for channel "
              + channel
              + ", needs a finite one that is not negative");
      real[channel] = inputScale * scale / outputScale;
    }
    ChannelMultipliers multipliers = ChannelMultipliers.of(real);
    requireShift(context, Arrays.stream(multipliers.shifts()).max().orElse(0), accumulator64);
    return multipliers;
  }

  /** Refuses left shifts that the accumulators have no room for. */
  public void requireShift(PrepareContext context, int widest, boolean accumulator64) {
    context.require(
        widest <= (accumulator64 ? MAX_SHIFT_64 : MAX_SHIFT),
        "the scales of "
            + input
            + " and "
            + filter
            + " are too large for that of "
            + output
            + ": sums would have to be multiplied by more than 2^"
            + (widest - 1));
  }

  private void requireScales(PrepareContext context, Quantization scales, int channels) {
    context.require(scales.isPresent(), filter + " has no quantization scale");
    if (scales.scaleCount() > 1) {
      Shape shape = filter.shape();
      int dimension = scales.quantizedDimension();
      context.require(
          scales.scaleCount() == channels
              && dimension >= 0
              && dimension < shape.rank()
              && shape.dimension(dimension) == channels,
          filter
              + " has "
              + scales
              + ", needs 1 scale, or one for each of the "
              + channels
              + " output channels");
    }
  }
}
