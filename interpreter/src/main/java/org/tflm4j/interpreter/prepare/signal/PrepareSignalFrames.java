/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.signal;

import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.SignalDelay;
import org.tflm4j.api.op.SignalFramer;
import org.tflm4j.api.op.SignalOverlapAdd;
import org.tflm4j.api.op.SignalStacker;
import org.tflm4j.api.op.SignalWindow;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares the operators that cut, join and window streams of samples: SignalDelay, SignalFramer,
 * SignalOverlapAdd, SignalStacker and SignalWindow. Mirrors {@code delay.cc}, {@code framer.cc},
 * {@code overlap_add.cc}, {@code stacker.cc} and {@code window.cc} of {@code signal/micro/kernels},
 * and checks the sizes of all outputs, which those do not.
 */
final class PrepareSignalFrames {
  private PrepareSignalFrames() {}

  static Op delay(PrepareContext context) {
    requireInt16(context, 1, 1);
    TensorSpec input = context.input(SignalDelay.INPUT);
    TensorSpec output = context.output(SignalDelay.OUTPUT);
    int frameSize = lastDimension(context, input);
    context.requireSameElementCount(input, output);
    int rows = input.elementCount() / frameSize;
    int delayLength = new SignalOptions(context).int32("delay_length", 0, Integer.MAX_VALUE);
    requireState(context, rows, delayLength, input);
    return new SignalDelay(rows, frameSize, delayLength);
  }

  static Op framer(PrepareContext context) {
    requireInt16(context, 1, 2);
    TensorSpec input = context.input(SignalFramer.INPUT);
    TensorSpec output = context.output(SignalFramer.OUTPUT);
    requireScalarBool(context, context.output(SignalFramer.OUTPUT_VALID));
    context.requireRank(output, input.shape().rank() + 1);
    int samples = lastDimension(context, input);
    int rows = input.elementCount() / samples;
    SignalOptions options = new SignalOptions(context);
    int frameStep = options.int32("frame_step", 1, samples);
    context.require(
        samples % frameStep == 0,
        input + " has " + samples + " samples, no multiple of the frame_step " + frameStep);
    int frames = samples / frameStep;
    int frameSize = options.int32("frame_size", 1, Integer.MAX_VALUE);
    boolean prefill = options.bool("prefill");
    context.require(
        !prefill || frameSize >= frameStep,
        "the frame_size "
            + frameSize
            + " is less than the frame_step "
            + frameStep
            + ", so there is nothing to prefill");
    requireElements(context, output, (long) rows * frames, frameSize);
    // A row keeps less than a frame and a step.
    requireState(context, rows, (long) frameSize + frameStep, input);
    return new SignalFramer(rows, frames, frameSize, frameStep, prefill);
  }

  static Op overlapAdd(PrepareContext context) {
    context.requireInputCount(1);
    context.requireOutputCount(1);
    TensorSpec input = context.input(SignalOverlapAdd.INPUT);
    TensorSpec output = context.output(SignalOverlapAdd.OUTPUT);
    context.requireType(input, INT16, FLOAT32);
    context.requireSameType(input, output);
    context.requireRank(input, 2, Integer.MAX_VALUE);
    context.requireRank(output, input.shape().rank() - 1);
    int frameSize = lastDimension(context, input);
    int frames = input.shape().dimension(input.shape().rank() - 2);
    int rows = input.elementCount() / frames / frameSize;
    SignalOptions options = new SignalOptions(context);
    options.requireTypeOf(input);
    int frameStep = options.int32("frame_step", 1, frameSize);
    requireElements(context, output, (long) rows * frames, frameStep);
    requireState(context, rows, frameSize, input);
    return new SignalOverlapAdd(
        rows,
        frames,
        frameSize,
        frameStep,
        input.type() == FLOAT32 ? new SignalOverlapAdd.Real() : new SignalOverlapAdd.Saturating());
  }

  static Op stacker(PrepareContext context) {
    requireInt16(context, 1, 2);
    TensorSpec input = context.input(SignalStacker.INPUT);
    TensorSpec output = context.output(SignalStacker.OUTPUT);
    context.requireRank(input, 1);
    context.requireRank(output, 1);
    requireScalarBool(context, context.output(SignalStacker.OUTPUT_VALID));
    SignalOptions options = new SignalOptions(context);
    int channels = options.int32("num_channels", 1, Integer.MAX_VALUE);
    requireElements(context, input, 1, channels);
    int left = options.int32("stacker_left_context", 0, Integer.MAX_VALUE / 2 - 1);
    int right = options.int32("stacker_right_context", 0, Integer.MAX_VALUE / 2 - 1);
    requireElements(context, output, left + 1 + right, channels);
    requireState(context, left + 1 + right, channels, input);
    int step = options.int32("stacker_step", 1, left + 1 + right);
    return new SignalStacker(channels, left, right, step);
  }

  static Op window(PrepareContext context) {
    requireInt16(context, 2, 1);
    TensorSpec input = context.input(SignalWindow.INPUT);
    TensorSpec weights = context.input(SignalWindow.WEIGHTS);
    TensorSpec output = context.output(SignalWindow.OUTPUT);
    context.requireType(weights, INT16);
    context.requireRank(input, 1, Integer.MAX_VALUE);
    context.requireRank(weights, 1);
    context.requireRank(output, input.shape().rank());
    context.requireSameElementCount(input, output);
    int frameSize = lastDimension(context, weights);
    context.require(
        input.elementCount() % frameSize == 0,
        input + " needs a multiple of the " + frameSize + " elements of " + weights);
    int shift = new SignalOptions(context).int32("shift", 0, 31);
    return new SignalWindow(input.elementCount() / frameSize, frameSize, shift);
  }

  /** Refuses other numbers of operands, and a first input or output that is not INT16. */
  private static void requireInt16(PrepareContext context, int inputs, int outputs) {
    context.requireInputCount(inputs);
    context.requireOutputCount(outputs);
    context.requireType(context.input(0), INT16);
    context.requireType(context.output(0), INT16);
  }

  /** Returns the last dimension of a tensor that is neither a scalar nor empty. */
  static int lastDimension(PrepareContext context, TensorSpec tensor) {
    context.requireRank(tensor, 1, Integer.MAX_VALUE);
    context.require(tensor.elementCount() > 0, tensor + " has no elements");
    return tensor.shape().lastDimension();
  }

  private static void requireElements(
      PrepareContext context, TensorSpec tensor, long rows, int elements) {
    // Two numbers under 2^31 each, so the product is exact.
    context.require(
        tensor.elementCount() == rows * elements,
        tensor + " needs " + rows + " x " + elements + " elements");
  }

  /** Refuses state of 2^31 bytes or more; both counts are under 2^32, so the product is exact. */
  private static void requireState(
      PrepareContext context, int rows, long elements, TensorSpec input) {
    context.require(
        rows * elements <= Integer.MAX_VALUE / input.type().bytes(),
        "the state of " + rows + " x " + elements + " elements exceeds 2^31 - 1 bytes");
  }

  private static void requireScalarBool(PrepareContext context, TensorSpec tensor) {
    context.requireType(tensor, BOOL);
    context.requireShape(tensor, Shape.SCALAR);
  }
}
