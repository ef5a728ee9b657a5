/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.cli.CommandException;

/**
 * A PNG, JPEG or BMP image as one frame: scaled to the height and width of the tensor, in grey or
 * RGB after its channels, and mapped to its elements.
 *
 * <p>The mapping without a {@link PixelRange}: in an INT8 or UINT8 tensor black is the smallest and
 * white the largest real number that the tensor can hold, so that element = pixel - 128 or pixel,
 * without rounding. A model that was calibrated on whole images takes exactly that, whatever its
 * scale: the quantization expresses [-1, 1], [0, 1] and [0, 255] alike. In a FLOAT32 tensor black
 * is 0 and white is 1. Other types need the range, because nothing else gives it.
 */
final class ImageFrame implements FrameSource {
  private static final PixelRange UNIT = new PixelRange(0, 1);

  private final Tensor tensor;
  private final PixelRange range;
  private final byte[] pixels;

  /**
   * Decodes and scales an image.
   *
   * @param range the real numbers of black and white, null for the default of the tensor
   * @throws CommandException if it cannot be decoded or does not fit the tensor
   */
  ImageFrame(Path file, byte[] bytes, Tensor tensor, PixelRange range) {
    FrameSource.requireRealNumbers(tensor, "images");
    this.tensor = tensor;
    this.range = range == null ? defaultRange(tensor) : range;
    ImageLayout layout = ImageLayout.of(tensor);
    this.pixels = scaled(decode(file, bytes), layout);
  }

  private static boolean isByte(Tensor tensor) {
    return tensor.type() == TensorType.INT8 || tensor.type() == TensorType.UINT8;
  }

  /** Returns null for pixels that become elements directly. */
  private static PixelRange defaultRange(Tensor tensor) {
    if (isByte(tensor)) {
      return null;
    }
    if (tensor.type() == TensorType.FLOAT32) {
      return UNIT;
    }
    throw new CommandException(
        "it is not known which numbers black and white are in the input "
            + tensor
            + "; say it with --pixel-range MIN,MAX");
  }

  private static BufferedImage decode(Path file, byte[] bytes) {
    ImageIO.setUseCache(false);
    try (ImageInputStream stream =
        ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new CommandException(file + " is not a PNG, JPEG or BMP image");
      }
      ImageReader reader = readers.next();
      reader.setInput(stream);
      reader.addIIOReadWarningListener((source, warning) -> {
        // The JPEG reader fills the missing rest with grey.
        if (warning.startsWith("Truncated")) {
          throw new CommandException(file + ": the image is cut short");
        }
      });
      return reader.read(0);
    } catch (CommandException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // broken images let the decoders throw anything
      throw new CommandException(file + ": the image cannot be decoded (" + e + ")", e);
    }
  }

  private static byte[] scaled(BufferedImage image, ImageLayout layout) {
    int channels = layout.channels();
    PixelReader reader = new PixelReader(image);
    LinearResampler columns = new LinearResampler(image.getWidth(), layout.width());
    LinearResampler rows = new LinearResampler(image.getHeight(), layout.height());
    float[] source = new float[image.getWidth() * channels];
    float[][] narrowed = new float[image.getHeight()][layout.width() * channels];
    for (int y = 0; y < narrowed.length; y++) {
      reader.read(y, source, channels);
      for (int x = 0; x < layout.width(); x++) {
        float[] weights = columns.weights(x);
        for (int c = 0; c < channels; c++) {
          float sum = 0;
          for (int s = 0; s < weights.length; s++) {
            sum += weights[s] * source[(columns.first(x) + s) * channels + c];
          }
          narrowed[y][x * channels + c] = sum;
        }
      }
    }
    byte[] pixels = new byte[layout.height() * layout.width() * channels];
    for (int y = 0; y < layout.height(); y++) {
      float[] weights = rows.weights(y);
      for (int x = 0; x < layout.width(); x++) {
        for (int c = 0; c < channels; c++) {
          float sum = 0;
          for (int s = 0; s < weights.length; s++) {
            sum += weights[s] * narrowed[rows.first(y) + s][x * channels + c];
          }
          pixels[layout.index(y, x, c)] = (byte) Math.clamp(Math.round(sum), 0, 255);
        }
      }
    }
    return pixels;
  }

  @Override
  public int frameCount() {
    return 1;
  }

  @Override
  public void feed(int frame) {
    if (range == null) {
      int black = tensor.type() == TensorType.INT8 ? Byte.MIN_VALUE : 0;
      for (int i = 0; i < pixels.length; i++) {
        tensor.setInt8At(i, (byte) ((pixels[i] & 0xFF) + black));
      }
      return;
    }
    float[] reals = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      reals[i] = range.real(pixels[i] & 0xFF);
    }
    tensor.writeReal(reals);
  }
}
