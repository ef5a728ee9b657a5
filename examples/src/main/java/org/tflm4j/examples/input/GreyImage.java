/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples.input;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;

/**
 * An image in grey.
 *
 * @param width pixels in a row
 * @param height rows
 * @param pixels 0 black to 255 white, row by row
 */
public record GreyImage(int width, int height, int[] pixels) {
  /**
   * Reads a PNG, JPEG or BMP file.
   *
   * @throws IOException if it is no image of these, or cannot be read
   */
  public static GreyImage read(Path file) throws IOException {
    BufferedImage image;
    try (InputStream bytes = Files.newInputStream(file)) {
      image = ImageIO.read(bytes);
    } catch (IIOException | RuntimeException e) { // readers throw either for broken files
      throw new IOException(file + " is a broken image: " + e.getMessage(), e);
    }
    if (image == null) {
      throw new IOException(file + " is not a PNG, JPEG or BMP image");
    }
    int[] pixels = new int[image.getWidth() * image.getHeight()];
    boolean grey =
        image.getRaster().getNumBands() == 1 && image.getColorModel().getPixelSize() == 8;
    Arrays.setAll(pixels, i -> grey(image, i % image.getWidth(), i / image.getWidth(), grey));
    return new GreyImage(image.getWidth(), image.getHeight(), pixels);
  }

  /** Grey samples as they are (Java would brighten them), colours by their luma (BT.601). */
  private static int grey(BufferedImage image, int x, int y, boolean isGrey) {
    if (isGrey && image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
      return image.getRaster().getSample(x, y, 0);
    }
    int rgb = image.getRGB(x, y);
    return (299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255) + 500) / 1000;
  }

  /** Returns the grey of pixel {@code index}, counted row by row. */
  public int grey(int index) {
    return pixels[index];
  }

  /** Returns the image in another size: each pixel is the mean of the area that it covers. */
  public GreyImage scaledTo(int newWidth, int newHeight) {
    int[] scaled = new int[newWidth * newHeight];
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        scaled[y * newWidth + x] =
            mean(
                (double) x * width / newWidth,
                (double) (x + 1) * width / newWidth,
                (double) y * height / newHeight,
                (double) (y + 1) * height / newHeight);
      }
    }
    return new GreyImage(newWidth, newHeight, scaled);
  }

  private int mean(double left, double right, double top, double bottom) {
    double sum = 0;
    for (int y = (int) top; y < bottom && y < height; y++) {
      double rows = Math.min(y + 1, bottom) - Math.max(y, top);
      for (int x = (int) left; x < right && x < width; x++) {
        sum += rows * (Math.min(x + 1, right) - Math.max(x, left)) * pixels[y * width + x];
      }
    }
    return (int) Math.round(sum / ((right - left) * (bottom - top)));
  }
}
