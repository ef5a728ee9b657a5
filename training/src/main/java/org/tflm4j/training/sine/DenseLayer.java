/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.sine;

import java.util.Arrays;
import java.util.Random;
import org.tflm4j.training.network.Adam;

/**
 * A fully connected layer in float64, with the gradients of the batch under way. All loops run in a
 * fixed order, so that training gives the same bits on every JVM.
 */
final class DenseLayer {
  final int inputs;
  final int outputs;

  /** outputs x inputs, row-major, and behind them one bias for each output. */
  private final double[] parameters;

  /**
   * The parameters that forward and backward use: with the weights rounded as int8 would, or not.
   */
  private final double[] used;

  final boolean relu;
  final double[] activations;
  private final double[] gradients;
  private final Adam adam;

  /** Creates a layer with uniform random weights of He's variance and zero biases. */
  DenseLayer(int inputs, int outputs, boolean relu, Random random) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.relu = relu;
    this.parameters = new double[outputs * (inputs + 1)];
    this.used = new double[parameters.length];
    this.gradients = new double[parameters.length];
    this.adam = new Adam(parameters.length);
    this.activations = new double[outputs];
    double limit = StrictMath.sqrt(6.0 / inputs);
    for (int i = 0; i < outputs * inputs; i++) {
      parameters[i] = (2 * random.nextDouble() - 1) * limit;
    }
    use(false);
  }

  double weight(int output, int input) {
    return used[output * inputs + input];
  }

  double bias(int output) {
    return used[outputs * inputs + output];
  }

  void setBias(int output, double value) {
    parameters[outputs * inputs + output] = value;
    used[outputs * inputs + output] = value;
  }

  /** Returns the step of the weights when they are quantized to int8, symmetric, one for all. */
  double weightScale() {
    double largest = 0;
    for (int w = 0; w < outputs * inputs; w++) {
      largest = Math.max(largest, Math.abs(parameters[w]));
    }
    return (float) (largest / Byte.MAX_VALUE);
  }

  /** Returns a weight quantized to int8. */
  byte quantizedWeight(int index) {
    return (byte) Math.clamp(Math.round(parameters[index] / weightScale()), -127, 127);
  }

  /**
   * Takes over the parameters of the last step.
   *
   * @param quantized true to round the weights as int8 would: the network then learns to live with
   *     it (gradients pass through the rounding as if it were not there)
   */
  void use(boolean quantized) {
    System.arraycopy(parameters, 0, used, 0, parameters.length);
    if (quantized) {
      double scale = weightScale();
      for (int w = 0; w < outputs * inputs; w++) {
        used[w] = scale * Math.clamp(Math.round(parameters[w] / scale), -127, 127);
      }
    }
  }

  /** Computes and keeps the activations. */
  double[] forward(double[] input) {
    for (int o = 0; o < outputs; o++) {
      double sum = bias(o);
      for (int i = 0; i < inputs; i++) {
        sum += weight(o, i) * input[i];
      }
      activations[o] = relu && sum < 0 ? 0 : sum;
    }
    return activations;
  }

  /**
   * Adds the gradients of one point.
   *
   * @param input what the last {@link #forward} got
   * @param outputGradients derivatives of the loss by the activations
   * @param inputGradients receives the derivatives by the input
   */
  void backward(double[] input, double[] outputGradients, double[] inputGradients) {
    Arrays.fill(inputGradients, 0);
    for (int o = 0; o < outputs; o++) {
      if (relu && activations[o] <= 0) {
        continue;
      }
      double gradient = outputGradients[o];
      for (int i = 0; i < inputs; i++) {
        inputGradients[i] += gradient * weight(o, i);
        gradients[o * inputs + i] += gradient * input[i];
      }
      gradients[outputs * inputs + o] += gradient;
    }
  }

  /** Takes one step of Adam and clears the gradients. */
  void step(double rate, int step) {
    adam.step(parameters, gradients, rate, step);
  }
}
