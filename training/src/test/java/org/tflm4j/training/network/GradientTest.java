/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The gradients of back-propagation against differences of the loss itself. */
class GradientTest {
  private static final double DIFFERENCE = 2e-4;

  private final Random random = new Random(11);
  private final Network network =
      new Network(9, random)
          .convolution(3, 2, 3)
          .depthwise(3)
          .convolution(1, 1, 4)
          .maxPooling(2)
          .fullyConnected(5);

  @Test
  void everyParameterMovesTheLossAsItsGradientSays() {
    byte[][] images = new byte[Network.BATCH][81];
    int[] classes = new int[Network.BATCH];
    for (int i = 0; i < Network.BATCH; i++) {
      random.nextBytes(images[i]);
      classes[i] = random.nextInt(5);
    }
    leaveTheKinks();
    for (Layer layer : network.layers()) {
      if (layer instanceof Convolution convolution) {
        Arrays.fill(convolution.gradients(), 0);
        network.accumulateGradients(images, classes);
        double[] gradients = convolution.gradients().clone();
        for (int p = 0; p < gradients.length; p++) {
          convolution.nudge(p, DIFFERENCE);
          double above = network.accumulateGradients(images, classes);
          convolution.nudge(p, -2 * DIFFERENCE);
          double below = network.accumulateGradients(images, classes);
          convolution.nudge(p, DIFFERENCE);
          // The kinks of ReLU and pooling leave a part of the difference.
          assertThat(gradients[p])
              .as("%s parameter %d", convolution.kind, p)
              .isCloseTo(
                  (above - below) / (2 * DIFFERENCE), within(2e-3 + 0.05 * Math.abs(gradients[p])));
        }
      }
    }
  }

  /** With biases of 0 behind inputs of 0, ReLUs would stand exactly where they have no slope. */
  private void leaveTheKinks() {
    for (Layer layer : network.layers()) {
      if (layer instanceof Convolution convolution) {
        for (int p = 0; p < convolution.gradients().length; p++) {
          convolution.nudge(p, 0.1 * random.nextGaussian());
        }
      }
    }
  }
}
