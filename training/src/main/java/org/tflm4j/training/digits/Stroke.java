/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.digits;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of the pen: a smooth curve through points.
 *
 * @param points what the curve goes through, at least two; x to the right and y down, the digit in
 *     about 0 to 100
 */
record Stroke(List<Point> points) {
  /** Straight pieces between two points. */
  private static final int PIECES = 6;

  /**
   * A point of a curve.
   *
   * @param corner true where the curve does not go on smoothly
   */
  record Point(double x, double y, boolean corner) {}

  Stroke {
    points = List.copyOf(points);
  }

  /** Reads {@code "x,y x,y! x,y"}; an exclamation mark makes a corner. */
  static Stroke parse(String text) {
    List<Point> points = new ArrayList<>();
    for (String word : text.strip().split(" +", -1)) {
      boolean corner = word.endsWith("!");
      String[] numbers = (corner ? word.substring(0, word.length() - 1) : word).split(",", 2);
      points.add(new Point(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]), corner));
    }
    return new Stroke(points);
  }

  /**
   * Returns the curve as the corners of a line of straight pieces: a Catmull-Rom spline, whose
   * tangents at ends and corners point to the neighbour.
   */
  List<Point> polyline() {
    List<Point> line = new ArrayList<>();
    line.add(points.getFirst());
    for (int i = 0; i + 1 < points.size(); i++) {
      Point from = points.get(i);
      Point to = points.get(i + 1);
      Point before = i == 0 || from.corner() ? from : points.get(i - 1);
      Point after = i + 2 == points.size() || to.corner() ? to : points.get(i + 2);
      for (int piece = 1; piece <= PIECES; piece++) {
        double t = (double) piece / PIECES;
        line.add(
            new Point(
                spline(before.x(), from.x(), to.x(), after.x(), t),
                spline(before.y(), from.y(), to.y(), after.y(), t),
                false));
      }
    }
    return line;
  }

  private static double spline(double before, double from, double to, double after, double t) {
    double linear = to - before;
    double square = 2 * before - 5 * from + 4 * to - after;
    double cube = 3 * (from - to) + after - before;
    return from + 0.5 * t * (linear + t * (square + t * cube));
  }
}
