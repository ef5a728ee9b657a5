/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

/**
 * The real numbers that black and white stand for.
 *
 * @param black for pixel value 0
 * @param white for pixel value 255
 */
public record PixelRange(double black, double white) {
  /**
   * Reads two numbers with a comma between them.
   *
   * @throws IllegalArgumentException if {@code text} is something else
   */
  public static PixelRange parse(String text) {
    String[] numbers = text.split(",", -1);
    try {
      if (numbers.length == 2) {
        double black = Double.parseDouble(numbers[0].strip());
        double white = Double.parseDouble(numbers[1].strip());
        if (Double.isFinite(black) && Double.isFinite(white)) {
          return new PixelRange(black, white);
        }
      }
    } catch (NumberFormatException e) {
      // falls through to the message below
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a range of two numbers such as 0,1 or -1,1");
  }

  /** Returns the real number of a pixel value from 0 to 255. */
  float real(int pixel) {
    return (float) (black + pixel * (white - black) / 255);
  }
}
