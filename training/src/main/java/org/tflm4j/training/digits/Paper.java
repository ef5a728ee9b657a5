/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.digits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tflm4j.training.digits.Stroke.Point;

/** Lines on a square sheet, and the pixels that a scanner makes of them. */
final class Paper {
  private final int size;
  private final List<List<Point>> lines = new ArrayList<>();

  Paper(int size) {
    this.size = size;
  }

  /** Adds a line of straight pieces. */
  void add(List<Point> line) {
    lines.add(line);
  }

  /**
   * Returns grey levels row by row, 255 where the ink covers a pixel. The digit is scaled to its
   * longer side, and its centre of mass lies in the middle of the sheet, as in the usual data sets.
   *
   * @param extent the longer side of the digit with its ink, in pixels
   * @param right how far it lies to the right of the middle
   * @param down how far it lies below the middle
   * @param radius half the width of the pen in pixels
   * @param blur half the width of the edge of a line in pixels
   */
  byte[] ink(double extent, double right, double down, double radius, double blur) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double width = 0;
    double height = 0;
    for (List<Point> line : lines) {
      for (Point p : line) {
        left = Math.min(left, p.x());
        top = Math.min(top, p.y());
      }
    }
    for (List<Point> line : lines) {
      for (Point p : line) {
        width = Math.max(width, p.x() - left);
        height = Math.max(height, p.y() - top);
      }
    }
    double scale = (extent - 2 * radius) / Math.max(width, height);
    double length = 0;
    double massX = 0;
    double massY = 0;
    for (List<Point> line : lines) {
      for (int i = 1; i < line.size(); i++) {
        Point from = line.get(i - 1);
        Point to = line.get(i);
        double piece = StrictMath.sqrt(square(to.x() - from.x()) + square(to.y() - from.y()));
        length += piece;
        massX += piece * (from.x() + to.x()) / 2;
        massY += piece * (from.y() + to.y()) / 2;
      }
    }
    double offsetX = size / 2.0 + right - scale * massX / length;
    double offsetY = size / 2.0 + down - scale * massY / length;
    double[] distances = new double[size * size];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    for (List<Point> line : lines) {
      for (int i = 1; i < line.size(); i++) {
        Point from = line.get(i - 1);
        Point to = line.get(i);
        approach(
            distances,
            from.x() * scale + offsetX,
            from.y() * scale + offsetY,
            to.x() * scale + offsetX,
            to.y() * scale + offsetY,
            radius + blur);
      }
    }
    byte[] pixels = new byte[size * size];
    for (int i = 0; i < pixels.length; i++) {
      double covered = (radius + blur - StrictMath.sqrt(distances[i])) / (2 * blur);
      pixels[i] = (byte) Math.round(255 * Math.clamp(covered, 0, 1));
    }
    return pixels;
  }

  /** Lowers the squared distances of the pixels' centres to those from a straight piece. */
  private void approach(
      double[] distances, double x1, double y1, double x2, double y2, double reach) {
    double dx = x2 - x1;
    double dy = y2 - y1;
    double lengthSquared = dx * dx + dy * dy;
    int firstX = Math.max((int) (Math.min(x1, x2) - reach), 0);
    int lastX = Math.min((int) (Math.max(x1, x2) + reach), size - 1);
    int firstY = Math.max((int) (Math.min(y1, y2) - reach), 0);
    int lastY = Math.min((int) (Math.max(y1, y2) + reach), size - 1);
    for (int y = firstY; y <= lastY; y++) {
      for (int x = firstX; x <= lastX; x++) {
        double px = x + 0.5 - x1;
        double py = y + 0.5 - y1;
        double along =
            lengthSquared == 0 ? 0 : Math.clamp((px * dx + py * dy) / lengthSquared, 0, 1);
        double distance = square(px - along * dx) + square(py - along * dy);
        int at = y * size + x;
        distances[at] = Math.min(distances[at], distance);
      }
    }
  }

  private static double square(double value) {
    return value * value;
  }
}
