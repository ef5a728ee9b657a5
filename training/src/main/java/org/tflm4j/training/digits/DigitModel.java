/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.digits;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tflm4j.training.network.Network;
import org.tflm4j.training.network.QuantizedNetwork;

/**
 * The int8 digit model as a {@code .tflite} file: loads the bundled one and trains others. Every
 * drawing is made for one step of training and never used again.
 */
public final class DigitModel {
  /** The seed of the bundled model. */
  public static final long SEED = 1;

  /** Batches of drawings to learn from. */
  public static final int STEPS = 4000;

  private static final String BUNDLED = "digits_int8.tflite";

  private static final int CALIBRATION_BATCHES = 16;
  private static final double FIRST_RATE = 2e-3;
  private static final double LAST_RATE = 1e-5;

  private DigitModel() {}

  /** Returns the bytes of the bundled model, which is {@code train(SEED, STEPS, …)}. */
  public static byte[] bundled() {
    try (InputStream stream = DigitModel.class.getResourceAsStream(BUNDLED)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Trains a network, quantizes it and returns the bytes of its model; the same seed and steps give
   * the same bytes on every JVM.
   *
   * @param steps batches to learn from, {@link #STEPS} for the bundled model
   * @param afterStep called after each of them
   */
  public static byte[] train(long seed, int steps, Runnable afterStep) {
    Network network =
        new Network(Handwriting.SIZE, new Random(seed))
            .convolution(3, 2, 16)
            .depthwise(3)
            .convolution(1, 1, 32)
            .maxPooling(2)
            .depthwise(3)
            .convolution(1, 1, 64)
            .maxPooling(2)
            .fullyConnected(10);
    Handwriting writer = new Handwriting(seed);
    int[] digits = new int[Network.BATCH];
    for (int step = 1; step <= steps; step++) {
      double done = (step - 1.0) / steps;
      // Half a cosine from the first rate to the last.
      double rate = LAST_RATE + (FIRST_RATE - LAST_RATE) * (1 + StrictMath.cos(Math.PI * done)) / 2;
      network.train(batch(writer, digits), digits, rate, step);
      afterStep.run();
    }
    List<byte[][]> calibration = new ArrayList<>();
    for (int i = 0; i < CALIBRATION_BATCHES; i++) {
      calibration.add(batch(writer, digits));
    }
    return QuantizedNetwork.write(
        network,
        calibration,
        "TFLM4J digits 28x28, int8; tflm4j train-digits --seed %d --steps %d"
            .formatted(seed, steps));
  }

  /** Draws a batch and says what the drawings are. */
  private static byte[][] batch(Handwriting writer, int[] digits) {
    byte[][] drawings = new byte[digits.length][];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = writer.digit();
      drawings[i] = writer.draw(digits[i]);
    }
    return drawings;
  }
}
