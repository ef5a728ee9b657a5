/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.training.sine.SineModel;

/**
 * Hello world: a network of 16 and 16 neurons that has learned sin(x), in int8. Its answers are
 * plotted against the true curve.
 */
public final class HelloWorld {
  private static final int POINTS = 128;
  private static final int WIDTH = 720;
  private static final int HEIGHT = 360;

  private HelloWorld() {}

  /**
   * Runs the example.
   *
   * @param args the SVG file to write, and a model other than the bundled one
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String... args) throws IOException {
    run(System.out, args);
  }

  static void run(PrintStream out, String... args) throws IOException {
    Path plot = Path.of(args.length > 0 ? args[0] : "sine.svg");
    if (!plot.toString().endsWith(".svg")) {
      throw new IllegalArgumentException("the plot is SVG: " + plot + " does not end in .svg");
    }

    // Load: the model is a view over the bytes of a .tflite file.
    Model model = args.length > 1 ? Model.load(Path.of(args[1])) : Model.of(SineModel.bundled());

    // Resolve: name the operators that the model may use, and no others.
    OpResolver ops = OpResolver.builder().addFullyConnected().build();

    // Arena: all tensors live in these bytes.
    byte[] tensorArena = new byte[2048];

    // Initialise: everything is checked and laid out now; nothing is allocated after this.
    Interpreter interpreter = Interpreter.create(model, ops, tensorArena);
    Tensor x = interpreter.input(0);
    Tensor y = interpreter.output(0);

    // Run: quantize x, invoke, dequantize y.
    double[] answers = new double[POINTS];
    double worst = 0;
    for (int i = 0; i < POINTS; i++) {
      x.writeReal((float) point(i));
      interpreter.invoke();
      answers[i] = y.realAt(0);
      worst = Math.max(worst, Math.abs(answers[i] - Math.sin(point(i))));
    }

    Files.writeString(plot, svg(answers));
    out.printf(Locale.ROOT, "%d answers, at most %.3f off; plotted in %s%n", POINTS, worst, plot);
    out.printf(
        Locale.ROOT,
        "arena: %,d of %,d bytes%n",
        interpreter.memory().arenaBytes(),
        tensorArena.length);
  }

  private static double point(int index) {
    return 2 * Math.PI * index / (POINTS - 1);
  }

  private static String svg(double[] answers) {
    StringBuilder dots = new StringBuilder();
    for (int i = 0; i < POINTS; i++) {
      dots.append("<circle cx='%s' cy='%s' r='3'/>%n".formatted(across(i), down(answers[i])));
    }
    return """
    <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif'>
    <rect width='100%%' height='100%%' fill='white'/>
    <path d='M20 180H700' stroke='#bbb'/>
    <path d='%s' stroke='#1f77b4' stroke-width='2' fill='none'/>
    <g fill='#d62728'>
    %s</g>
    <text x='430' y='40' fill='#1f77b4'>sin(x)</text>
    <text x='430' y='62' fill='#d62728'>the int8 network</text>
    </svg>
    """
        .formatted(WIDTH, HEIGHT, curve(Math::sin), dots);
  }

  private static String curve(DoubleUnaryOperator function) {
    StringBuilder path = new StringBuilder("M");
    for (int i = 0; i < POINTS; i++) {
      path.append(across(i)).append(' ').append(down(function.applyAsDouble(point(i)))).append(' ');
    }
    return path.toString();
  }

  private static String across(int index) {
    return String.format(Locale.ROOT, "%.1f", 20 + (WIDTH - 40.0) * index / (POINTS - 1));
  }

  private static String down(double value) {
    return String.format(Locale.ROOT, "%.1f", HEIGHT / 2.0 * (1 - 0.9 * value));
  }
}
