/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.sine;

import java.util.List;
import java.util.Random;

/**
 * A network with two hidden layers of 16 ReLUs that learns sin(x) over one period, the task of
 * TFLM's hello_world.
 */
final class SineNetwork {
  /** The end of the period. */
  static final double PERIOD = 2 * Math.PI;

  /** The first layer sees x * INPUT_SCALE - 1. */
  static final double INPUT_SCALE = 2 / PERIOD;

  private static final int HIDDEN = 16;

  /** Points of the period to learn from, in equal steps with both ends. */
  private static final int POINTS = 257;

  private static final int STEPS = 12_000;

  /** From this step on the weights are rounded to int8. */
  private static final int QUANTIZED_FROM = STEPS / 2;

  private static final double FIRST_RATE = 0.01;
  private static final double LAST_RATE = 1e-5;

  private final List<DenseLayer> layers;

  private SineNetwork(Random random) {
    DenseLayer first = new DenseLayer(1, HIDDEN, true, random);
    // The kinks of the first ReLUs are spread over the period; with zero biases all would lie at 0.
    for (int o = 0; o < HIDDEN; o++) {
      first.setBias(o, -first.weight(o, 0) * (2 * random.nextDouble() - 1));
    }
    this.layers =
        List.of(
            first,
            new DenseLayer(HIDDEN, HIDDEN, true, random),
            new DenseLayer(HIDDEN, 1, false, random));
  }

  /** Trains a network from the given seed; the same seed gives the same bits. */
  static SineNetwork train(long seed) {
    SineNetwork network = new SineNetwork(new Random(seed));
    for (int step = 1; step <= STEPS; step++) {
      double done = (double) step / STEPS;
      network.accumulateGradients();
      double rate = FIRST_RATE * StrictMath.pow(LAST_RATE / FIRST_RATE, done);
      for (DenseLayer layer : network.layers) {
        layer.step(rate, step);
        layer.use(step >= QUANTIZED_FROM);
      }
    }
    return network;
  }

  private void accumulateGradients() {
    double[] input = new double[1];
    double[] outputGradient = new double[1];
    double[] gradient2 = new double[HIDDEN];
    double[] gradient1 = new double[HIDDEN];
    double[] inputGradient = new double[1];
    for (int p = 0; p < POINTS; p++) {
      double x = PERIOD * p / (POINTS - 1);
      input[0] = centred(x);
      // The loss is the mean of the squared errors.
      outputGradient[0] = 2 * (predict(x) - StrictMath.sin(x)) / POINTS;
      layers.get(2).backward(layers.get(1).activations, outputGradient, gradient2);
      layers.get(1).backward(layers.get(0).activations, gradient2, gradient1);
      layers.get(0).backward(input, gradient1, inputGradient);
    }
  }

  /**
   * The network learns on [-1, 1], which is easier than on [0, 2 pi]. {@link SineModel} folds this
   * into the first layer.
   */
  private static double centred(double x) {
    return x * INPUT_SCALE - 1;
  }

  /** Returns the network's answer in float64; the layers keep their activations. */
  double predict(double x) {
    double[] values = {centred(x)};
    for (DenseLayer layer : layers) {
      values = layer.forward(values);
    }
    return values[0];
  }

  /** Returns the layers from the input to the output. */
  List<DenseLayer> layers() {
    return layers;
  }
}
