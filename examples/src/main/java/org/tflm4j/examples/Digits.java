/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.examples.input.GreyImage;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.training.digits.DigitModel;

/** Digits: a convolutional network in int8 reads white digits on black from image files. */
public final class Digits {
  private static final int SIZE = 28;

  private Digits() {}

  /**
   * Runs the example.
   *
   * @param args image files
   * @throws IOException if one cannot be read
   */
  public static void main(String... args) throws IOException {
    run(System.out, args);
  }

  static void run(PrintStream out, String... args) throws IOException {
    if (args.length == 0) {
      throw new IllegalArgumentException("name at least one image of a white digit on black");
    }

    // Load.
    Model model = Model.of(DigitModel.bundled());

    // Resolve.
    OpResolver ops =
        OpResolver.builder()
            .addConv2D()
            .addDepthwiseConv2D()
            .addMaxPool2D()
            .addFullyConnected()
            .addSoftmax()
            .build();

    // Arena, initialise.
    byte[] tensorArena = new byte[16 * 1024];
    Interpreter interpreter = Interpreter.create(model, ops, tensorArena);
    Tensor pixels = interpreter.input(0);
    Tensor probabilities = interpreter.output(0);

    for (String file : args) {
      // Input: INT8 holds pixel - 128.
      GreyImage image = GreyImage.read(Path.of(file)).scaledTo(SIZE, SIZE);
      for (int i = 0; i < pixels.elementCount(); i++) {
        pixels.setInt8At(i, (byte) (image.grey(i) - 128));
      }

      // Run.
      interpreter.invoke();

      int digit = 0;
      for (int d = 1; d < 10; d++) {
        digit = probabilities.realAt(d) > probabilities.realAt(digit) ? d : digit;
      }
      out.printf(Locale.ROOT, "%s: %d (%.0f %%)%n", file, digit, 100 * probabilities.realAt(digit));
    }
  }
}
