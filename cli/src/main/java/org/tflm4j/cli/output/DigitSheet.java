/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.output;

import java.awt.image.BufferedImage;
import java.util.List;
import org.tflm4j.training.digits.Handwriting;

/**
 * A picture of drawings and what a model read in them: each drawing enlarged, under it the answer
 * (green if right, red if wrong) and the ten probabilities as bars.
 */
public final class DigitSheet {
  private static final int COLUMNS = 5;
  private static final int ZOOM = 4;
  private static final int GAP = 8;
  private static final int DRAWING = ZOOM * Handwriting.SIZE;
  private static final int TILE_WIDTH = DRAWING + GAP;
  private static final int TILE_HEIGHT = DRAWING + Handwriting.SIZE + 2 * GAP;
  private static final int BAR = 8;
  private static final int PAPER = 0xFFFFFF;
  private static final int GREY = 0xB0B8C0;
  private static final int GREEN = 0x1A7F37;
  private static final int RED = 0xCF222E;

  private final BufferedImage image;

  /**
   * A drawing and the answer.
   *
   * @param pixels grey levels, row by row
   * @param digit what was drawn
   * @param read the answer
   * @param probabilities of the ten digits
   */
  public record Answer(byte[] pixels, int digit, int read, float[] probabilities) {}

  /** Paints the answers, five in a row. */
  public DigitSheet(List<Answer> answers) {
    int rows = (answers.size() + COLUMNS - 1) / COLUMNS;
    this.image =
        new BufferedImage(
            COLUMNS * TILE_WIDTH + GAP, rows * TILE_HEIGHT + GAP, BufferedImage.TYPE_INT_RGB);
    fill(0, 0, image.getWidth(), image.getHeight(), PAPER);
    for (int i = 0; i < answers.size(); i++) {
      paint(answers.get(i), GAP + i % COLUMNS * TILE_WIDTH, GAP + i / COLUMNS * TILE_HEIGHT);
    }
  }

  private void paint(Answer answer, int left, int top) {
    for (int pixel = 0; pixel < answer.pixels().length; pixel++) {
      fill(
          left + pixel % Handwriting.SIZE * ZOOM,
          top + pixel / Handwriting.SIZE * ZOOM,
          ZOOM,
          ZOOM,
          0x010101 * Byte.toUnsignedInt(answer.pixels()[pixel]));
    }
    int ink = answer.read() == answer.digit() ? GREEN : RED;
    int bottom = top + DRAWING + GAP + Handwriting.SIZE;
    byte[] printed = Handwriting.printed(answer.read());
    for (int pixel = 0; pixel < printed.length; pixel++) {
      image.setRGB(
          left + pixel % Handwriting.SIZE,
          bottom - Handwriting.SIZE + pixel / Handwriting.SIZE,
          blend(ink, Byte.toUnsignedInt(printed[pixel])));
    }
    for (int digit = 0; digit < answer.probabilities().length; digit++) {
      int height = 2 + Math.round((Handwriting.SIZE - 6) * answer.probabilities()[digit]);
      fill(
          left + Handwriting.SIZE + digit * BAR,
          bottom - 2 - height,
          BAR - 2,
          height,
          digit == answer.read() ? ink : GREY);
    }
  }

  /** Mixes a colour with the paper; {@code cover} is its part in 255ths. */
  private static int blend(int colour, int cover) {
    int mixed = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int level = ((colour >> shift & 255) * cover + (PAPER >> shift & 255) * (255 - cover)) / 255;
      mixed |= level << shift;
    }
    return mixed;
  }

  private void fill(int left, int top, int width, int height, int colour) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        image.setRGB(x, y, colour);
      }
    }
  }

  /** Returns the picture. */
  public BufferedImage image() {
    return image;
  }
}
