/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Draws a small grey image with characters, each of which stands for 2 x 4 pixels. */
public final class TextImage {
  private static final int WIDTH = 2;
  private static final int HEIGHT = 4;

  /** U+2800 has no dot; each bit adds one. */
  private static final char BRAILLE = '\u2800';

  /** The bits of the dots, row by row. */
  private static final int[][] DOTS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

  private static final String SHADES = " .:+#";

  private TextImage() {}

  /**
   * Returns the lines of characters.
   *
   * @param pixels grey levels, row by row; white becomes ink
   * @param width pixels in a row, a multiple of 2; the rows are a multiple of 4
   * @param dots true for Braille characters, a dot for each pixel; false for ASCII shades
   */
  public static List<String> lines(byte[] pixels, int width, boolean dots) {
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < pixels.length / width; y += HEIGHT) {
      StringBuilder line = new StringBuilder();
      for (int x = 0; x < width; x += WIDTH) {
        line.append(character(pixels, width, x, y, dots));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static char character(byte[] pixels, int width, int x, int y, boolean dots) {
    int bits = 0;
    int sum = 0;
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        int grey = Byte.toUnsignedInt(pixels[(y + row) * width + x + column]);
        sum += grey;
        bits |= grey >= 128 ? DOTS[row][column] : 0;
      }
    }
    return dots
        ? (char) (BRAILLE + bits)
        : SHADES.charAt(sum * (SHADES.length() - 1) / (WIDTH * HEIGHT * 255));
  }
}
