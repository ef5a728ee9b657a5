/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.network;

import java.util.Arrays;

/** The largest value of each window, channel by channel. */
final class MaxPooling extends Layer {
  /** For each output the index of the input that it is. */
  private final int[] sources = new int[outputs.length];

  MaxPooling(Window window, int channels) {
    super(window, channels, channels);
  }

  @Override
  void forward(float[] inputs) {
    for (int y = 0; y < window.outputSize(); y++) {
      for (int x = 0; x < window.outputSize(); x++) {
        for (int channel = 0; channel < outputChannels; channel++) {
          largest(inputs, y, x, channel);
        }
      }
    }
  }

  private void largest(float[] inputs, int y, int x, int channel) {
    int at = outputAt(y, x, channel);
    Arrays.fill(outputs, at, at + BATCH, Float.NEGATIVE_INFINITY);
    for (int row = 0; row < window.size(); row++) {
      for (int column = 0; column < window.size(); column++) {
        int input = inputAt(window.input(y, row), window.input(x, column), channel);
        for (int i = 0; i < BATCH; i++) {
          if (inputs[input + i] > outputs[at + i]) {
            outputs[at + i] = inputs[input + i];
            sources[at + i] = input + i;
          }
        }
      }
    }
  }

  @Override
  void backward(float[] inputs, float[] outputGradients) {
    Arrays.fill(inputGradients, 0);
    for (int i = 0; i < outputGradients.length; i++) {
      inputGradients[sources[i]] += outputGradients[i];
    }
  }

  @Override
  void step(double rate, int step) {}
}
