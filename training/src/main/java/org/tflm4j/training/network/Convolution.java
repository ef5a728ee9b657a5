/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.network;

import java.util.Arrays;
import java.util.Random;

/**
 * A convolution, depthwise convolution or fully connected layer: they differ in the input channels
 * that an output sees, and in the window, which for the last is the whole input.
 */
final class Convolution extends Layer {
  /** How the layer is written as an operator. */
  enum Kind {
    CONVOLUTION,
    DEPTHWISE,
    FULLY_CONNECTED
  }

  private static final int PARTIAL_SUMS = 8;

  final Kind kind;
  final boolean relu;

  /** Input channels that one output sees. */
  final int depth;

  /** Weights of one output: taps x depth. */
  final int fanIn;

  /** Output x window row x window column x input channel, then a bias for each output. */
  private final double[] parameters;

  private final double[] gradients;
  private final Adam adam;

  /** The parameters rounded to float32, which the passes use. */
  private final float[] used;

  /** Creates a layer with uniform random weights of He's variance and zero biases. */
  Convolution(
      Kind kind,
      Window window,
      int inputChannels,
      int outputChannels,
      boolean relu,
      Random random) {
    super(window, inputChannels, outputChannels);
    this.kind = kind;
    this.relu = relu;
    this.depth = kind == Kind.DEPTHWISE ? 1 : inputChannels;
    this.fanIn = window.size() * window.size() * depth;
    this.parameters = new double[outputChannels * (fanIn + 1)];
    this.gradients = new double[parameters.length];
    this.adam = new Adam(parameters.length);
    this.used = new float[parameters.length];
    double limit = StrictMath.sqrt(6.0 / fanIn);
    for (int w = 0; w < outputChannels * fanIn; w++) {
      parameters[w] = (2 * random.nextDouble() - 1) * limit;
    }
    use();
  }

  /** Returns weight {@code index} of an output: window row, window column, input channel. */
  float weight(int output, int index) {
    return used[output * fanIn + index];
  }

  float bias(int output) {
    return used[outputChannels * fanIn + output];
  }

  /** Derivatives of the loss by the parameters: those of {@link #weight}, then the biases. */
  double[] gradients() {
    return gradients;
  }

  /** Adds to one parameter, numbered as {@link #gradients} are. */
  void nudge(int parameter, double difference) {
    parameters[parameter] += difference;
    use();
  }

  private void use() {
    for (int p = 0; p < parameters.length; p++) {
      used[p] = (float) parameters[p];
    }
  }

  @Override
  void forward(float[] inputs) {
    for (int y = 0; y < window.outputSize(); y++) {
      for (int x = 0; x < window.outputSize(); x++) {
        for (int channel = 0; channel < outputChannels; channel++) {
          int at = outputAt(y, x, channel);
          Arrays.fill(outputs, at, at + BATCH, bias(channel));
          addTaps(inputs, y, x, channel, at);
          if (relu) {
            for (int i = at; i < at + BATCH; i++) {
              outputs[i] = Math.max(outputs[i], 0);
            }
          }
        }
      }
    }
  }

  private void addTaps(float[] inputs, int y, int x, int channel, int at) {
    int weight = channel * fanIn;
    int first = kind == Kind.DEPTHWISE ? channel : 0;
    for (int row = 0; row < window.size(); row++) {
      for (int column = 0; column < window.size(); column++) {
        int inputY = window.input(y, row);
        int inputX = window.input(x, column);
        if (window.contains(inputY) && window.contains(inputX)) {
          for (int i = 0; i < depth; i++) {
            addScaled(used[weight + i], inputs, inputAt(inputY, inputX, first + i), outputs, at);
          }
        }
        weight += depth;
      }
    }
  }

  @Override
  void backward(float[] inputs, float[] outputGradients) {
    Arrays.fill(inputGradients, 0);
    if (relu) {
      for (int i = 0; i < outputs.length; i++) {
        if (outputs[i] <= 0) {
          outputGradients[i] = 0;
        }
      }
    }
    for (int y = 0; y < window.outputSize(); y++) {
      for (int x = 0; x < window.outputSize(); x++) {
        for (int channel = 0; channel < outputChannels; channel++) {
          int at = outputAt(y, x, channel);
          for (int i = at; i < at + BATCH; i++) {
            gradients[outputChannels * fanIn + channel] += outputGradients[i];
          }
          addTapGradients(inputs, outputGradients, y, x, channel, at);
        }
      }
    }
  }

  private void addTapGradients(
      float[] inputs, float[] outputGradients, int y, int x, int channel, int at) {
    int weight = channel * fanIn;
    int first = kind == Kind.DEPTHWISE ? channel : 0;
    for (int row = 0; row < window.size(); row++) {
      for (int column = 0; column < window.size(); column++) {
        int inputY = window.input(y, row);
        int inputX = window.input(x, column);
        if (window.contains(inputY) && window.contains(inputX)) {
          for (int i = 0; i < depth; i++) {
            int input = inputAt(inputY, inputX, first + i);
            gradients[weight + i] += product(inputs, input, outputGradients, at);
            addScaled(used[weight + i], outputGradients, at, inputGradients, input);
          }
        }
        weight += depth;
      }
    }
  }

  /** Adds a multiple of one value of a batch to another. */
  private static void addScaled(float factor, float[] from, int fromAt, float[] to, int toAt) {
    for (int i = 0; i < BATCH; i++) {
      to[toAt + i] += factor * from[fromAt + i];
    }
  }

  /**
   * Sums the products over a batch; several sums at a time, as one would wait for each addition.
   */
  private static float product(float[] left, int leftAt, float[] right, int rightAt) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    float sum4 = 0;
    float sum5 = 0;
    float sum6 = 0;
    float sum7 = 0;
    for (int i = 0; i < BATCH; i += PARTIAL_SUMS) {
      sum0 += left[leftAt + i] * right[rightAt + i];
      sum1 += left[leftAt + i + 1] * right[rightAt + i + 1];
      sum2 += left[leftAt + i + 2] * right[rightAt + i + 2];
      sum3 += left[leftAt + i + 3] * right[rightAt + i + 3];
      sum4 += left[leftAt + i + 4] * right[rightAt + i + 4];
      sum5 += left[leftAt + i + 5] * right[rightAt + i + 5];
      sum6 += left[leftAt + i + 6] * right[rightAt + i + 6];
      sum7 += left[leftAt + i + 7] * right[rightAt + i + 7];
    }
    return ((sum0 + sum1) + (sum2 + sum3)) + ((sum4 + sum5) + (sum6 + sum7));
  }

  @Override
  void step(double rate, int step) {
    adam.step(parameters, gradients, rate, step);
    use();
  }
}
