/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.digits;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.tflm4j.training.digits.Stroke.Point;

/**
 * Draws digits as people write them, white on black. No two are alike: the variant, the points that
 * the pen passes, width, slant, turn, a wave through the whole digit, the pen and the place on the
 * paper are random. The same seed gives the same drawings on every JVM.
 */
public final class Handwriting {
  /** Height and width of a drawing in pixels. */
  public static final int SIZE = 28;

  /** Standard deviation of a point, in hundredths of the digit's height. */
  private static final double TREMBLE = 3.5;

  /** Width of a digit by its height. */
  private static final double PROPORTION = 0.72;

  private final RandomGenerator random;

  /** Creates a writer. */
  public Handwriting(long seed) {
    this.random = new Random(seed);
  }

  /** Returns a random digit, 0 to 9. */
  public int digit() {
    return random.nextInt(10);
  }

  /**
   * Draws a digit.
   *
   * @param digit 0 to 9
   * @return grey levels, 0 black to 255 white, row by row
   */
  public byte[] draw(int digit) {
    List<List<Stroke>> variants = Glyphs.of(digit);
    List<Stroke> glyph = variants.get(random.nextInt(variants.size()));
    List<List<Point>> lines = new ArrayList<>();
    for (Stroke stroke : glyph) {
      lines.add(new Stroke(stroke.points().stream().map(this::tremble).toList()).polyline());
    }
    double width = StrictMath.exp(normal(0, 0.25, 0.6)) * PROPORTION;
    double slant = normal(-0.15, 0.22, 0.5);
    double turn = normal(0, 0.1, 0.25);
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    double wave = normal(0, 2, 4);
    double phase = between(0, 2 * Math.PI);
    Paper paper = new Paper(SIZE);
    for (List<Point> line : lines) {
      paper.add(
          line.stream()
              .map(p -> {
                double y = p.y() - 50 + wave * StrictMath.sin(phase + p.x() / 15);
                double x = (p.x() - 50) * width + wave * StrictMath.sin(phase + p.y() / 15);
                double leaning = x + slant * y;
                return new Point(cos * leaning - sin * y, sin * leaning + cos * y, false);
              })
              .toList());
    }
    return paper.ink(
        normal(19.2, 0.9, 2.2),
        normal(0, 0.7, 2),
        normal(0, 0.7, 2),
        between(0.75, 2),
        between(0.5, 1.1));
  }

  /** Returns a drawing of a digit as a school book shows it: grey levels, row by row. */
  public static byte[] printed(int digit) {
    Paper paper = new Paper(SIZE);
    for (Stroke stroke : Glyphs.of(digit).getFirst()) {
      paper.add(
          stroke.polyline().stream()
              .map(p -> new Point(PROPORTION * p.x(), p.y(), false))
              .toList());
    }
    return paper.ink(20, 0, 0, 1.4, 0.6);
  }

  private Point tremble(Point point) {
    return new Point(
        point.x() + TREMBLE * random.nextGaussian(),
        point.y() + TREMBLE * random.nextGaussian(),
        point.corner());
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Returns a normal deviate that is no further from the mean than the limit. */
  private double normal(double mean, double deviation, double limit) {
    return mean + Math.clamp(deviation * random.nextGaussian(), -limit, limit);
  }
}
