/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.network;

/**
 * A layer under training. Values are float32 for a batch of images at a time: height, width,
 * channel, image, the image innermost, so that the loops over a batch are loops over neighbours.
 */
public abstract sealed class Layer permits Convolution, MaxPooling {
  /** Images that are computed together. */
  static final int BATCH = 64;

  final Window window;
  final int inputChannels;
  final int outputChannels;

  /** The activations of the last batch. */
  final float[] outputs;

  /** Derivatives of the loss by the inputs of the last batch. */
  final float[] inputGradients;

  Layer(Window window, int inputChannels, int outputChannels) {
    this.window = window;
    this.inputChannels = inputChannels;
    this.outputChannels = outputChannels;
    this.outputs = new float[window.outputSize() * window.outputSize() * outputChannels * BATCH];
    this.inputGradients =
        new float[window.inputSize() * window.inputSize() * inputChannels * BATCH];
  }

  /** Computes {@link #outputs}. */
  abstract void forward(float[] inputs);

  /**
   * Computes {@link #inputGradients} and adds up those of the parameters.
   *
   * @param inputs what the last {@link #forward} got
   * @param outputGradients derivatives of the loss by the outputs; overwritten
   */
  abstract void backward(float[] inputs, float[] outputGradients);

  /** Takes a step against the gradients of the parameters and clears them. */
  abstract void step(double rate, int step);

  /** Index of the first image of a value of the input. */
  int inputAt(int y, int x, int channel) {
    return ((y * window.inputSize() + x) * inputChannels + channel) * BATCH;
  }

  /** Index of the first image of a value of the output. */
  int outputAt(int y, int x, int channel) {
    return ((y * window.outputSize() + x) * outputChannels + channel) * BATCH;
  }
}
