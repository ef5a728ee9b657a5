/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

/** Reads the rows of an image as grey or RGB values from 0 to 255; transparency is ignored. */
final class PixelReader {
  private final BufferedImage image;
  private final boolean stored;
  private final int shift;
  private final int[] row;

  PixelReader(BufferedImage image) {
    this.image = image;
    // getRGB treats the values of a grey image as linear light and would brighten them: they are
    // taken as they are stored.
    boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    int bits = image.getSampleModel().getSampleSize(0);
    this.stored = grey && !(image.getColorModel() instanceof IndexColorModel) && bits >= 8;
    this.shift = Math.max(bits - 8, 0);
    this.row = new int[image.getWidth()];
  }

  /**
   * Reads row {@code y}.
   *
   * @param values receives width x channels values, interleaved
   * @param channels 1 for grey (the luma of ITU-R BT.601), 3 for RGB
   */
  void read(int y, float[] values, int channels) {
    if (stored) {
      image.getRaster().getSamples(0, y, row.length, 1, 0, row);
      for (int x = 0; x < row.length; x++) {
        int grey = row[x] >> shift;
        for (int c = 0; c < channels; c++) {
          values[x * channels + c] = grey;
        }
      }
      return;
    }
    image.getRGB(0, y, row.length, 1, row, 0, row.length);
    for (int x = 0; x < row.length; x++) {
      int red = row[x] >> 16 & 0xFF;
      int green = row[x] >> 8 & 0xFF;
      int blue = row[x] & 0xFF;
      if (channels == 1) {
        values[x] = Math.round(0.299f * red + 0.587f * green + 0.114f * blue);
      } else {
        values[3 * x] = red;
        values[3 * x + 1] = green;
        values[3 * x + 2] = blue;
      }
    }
  }
}
