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

/**
 * Person detection: TFLM's person_detect.tflite (96 x 96 grey, 250 KB) looks at image files. The
 * example prints the image as the model sees it, beside the answer.
 */
public final class PersonDetection {
  private static final int SIZE = 96;
  private static final int SHOWN_COLUMNS = 48;
  private static final int SHOWN_ROWS = 24;
  private static final String SHADES = " .:-=+*#%@";

  private PersonDetection() {}

  /**
   * Runs the example.
   *
   * @param args the model, then image files
   * @throws IOException if one cannot be read
   */
  public static void main(String... args) throws IOException {
    run(System.out, args);
  }

  static void run(PrintStream out, String... args) throws IOException {
    if (args.length < 2) {
      throw new IllegalArgumentException("name person_detect.tflite, then at least one image");
    }

    // Load.
    Model model = Model.load(Path.of(args[0]));

    // Resolve.
    OpResolver ops =
        OpResolver.builder()
            .addConv2D()
            .addDepthwiseConv2D()
            .addAveragePool2D()
            .addReshape()
            .addSoftmax()
            .build();

    // Arena, initialise.
    byte[] tensorArena = new byte[96 * 1024];
    Interpreter interpreter = Interpreter.create(model, ops, tensorArena);
    Tensor pixels = interpreter.input(0);
    Tensor scores = interpreter.output(0);
    if (pixels.elementCount() != SIZE * SIZE || scores.elementCount() != 2) {
      throw new IllegalArgumentException(
          "the model takes %s and answers %s, not 96 x 96 pixels and two scores"
              .formatted(pixels, scores));
    }

    for (int file = 1; file < args.length; file++) {
      // Input: the image is scaled; INT8 holds pixel - 128.
      GreyImage image = GreyImage.read(Path.of(args[file])).scaledTo(SIZE, SIZE);
      for (int i = 0; i < pixels.elementCount(); i++) {
        pixels.setInt8At(i, (byte) (image.grey(i) - 128));
      }

      // Run. Class 0 is nobody, class 1 is a person.
      long begin = System.nanoTime();
      interpreter.invoke();
      double millis = (System.nanoTime() - begin) / 1e6;

      float person = scores.realAt(1);
      show(
          out,
          image.scaledTo(SHOWN_COLUMNS, SHOWN_ROWS),
          args[file],
          person > 0.5 ? "a person" : "no person",
          String.format(Locale.ROOT, "person %.1f %%", 100 * person),
          String.format(Locale.ROOT, "no person %.1f %%", 100 * scores.realAt(0)),
          String.format(
              Locale.ROOT, "%.2f ms%s", millis, file == 1 ? ", the first, not compiled yet" : ""));
    }
  }

  /** Prints the image in shades, with lines of text beside it. */
  private static void show(PrintStream out, GreyImage image, String... text) {
    for (int y = 0; y < image.height(); y++) {
      StringBuilder line = new StringBuilder();
      for (int x = 0; x < image.width(); x++) {
        line.append(SHADES.charAt(image.grey(y * image.width() + x) * SHADES.length() / 256));
      }
      int at = y - image.height() / 2 + text.length / 2;
      out.println(at >= 0 && at < text.length ? line + "   " + text[at] : line);
    }
    out.println();
  }
}
