/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.network;

import java.util.Arrays;

/**
 * Adam (Kingma and Ba, 2015) over the parameters of one layer, in float64. All loops run in a fixed
 * order and all functions are exact or StrictMath's, so that training gives the same bits on every
 * JVM.
 */
public final class Adam {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double[] firstMoments;
  private final double[] secondMoments;

  /** Creates the moments of {@code parameters} parameters, all 0. */
  public Adam(int parameters) {
    this.firstMoments = new double[parameters];
    this.secondMoments = new double[parameters];
  }

  /**
   * Takes one step and clears the gradients.
   *
   * @param step 1 for the first step
   */
  public void step(double[] parameters, double[] gradients, double rate, int step) {
    double firstCorrection = 1 - StrictMath.pow(BETA_1, step);
    double secondCorrection = 1 - StrictMath.pow(BETA_2, step);
    for (int p = 0; p < parameters.length; p++) {
      double gradient = gradients[p];
      firstMoments[p] = BETA_1 * firstMoments[p] + (1 - BETA_1) * gradient;
      secondMoments[p] = BETA_2 * secondMoments[p] + (1 - BETA_2) * gradient * gradient;
      double root = StrictMath.sqrt(secondMoments[p] / secondCorrection);
      parameters[p] -= rate * (firstMoments[p] / firstCorrection) / (root + EPSILON);
    }
    Arrays.fill(gradients, 0);
  }
}
