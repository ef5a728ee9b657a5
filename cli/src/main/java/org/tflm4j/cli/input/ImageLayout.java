/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.cli.CommandException;

/**
 * How a tensor holds an image: {@code [1, height, width, channels]}, {@code [height, width,
 * channels]}, {@code [1, channels, height, width]}, {@code [1, height, width]} or {@code [height,
 * width]}, with 1 (grey) or 3 (red, green, blue) channels.
 *
 * @param height rows
 * @param width columns
 * @param channels 1 or 3
 * @param channelsFirst true if the channels are planes, false if they are interleaved
 */
record ImageLayout(int height, int width, int channels, boolean channelsFirst) {
  /**
   * Returns the layout of a tensor.
   *
   * @throws CommandException if its shape is not an image's
   */
  static ImageLayout of(Tensor tensor) {
    ImageLayout layout = of(tensor.shape());
    if (layout == null || layout.height == 0 || layout.width == 0) {
      throw new CommandException(
          "an image does not fit the input "
              + tensor
              + "; it needs a shape like [1, height, width, 1 or 3], [1, 3, height, width] or"
              + " [1, height, width]");
    }
    return layout;
  }

  private static ImageLayout of(Shape shape) {
    int[] d = shape.toArray();
    boolean batchOfOne = d.length > 2 && d[0] == 1;
    return switch (d.length) {
      case 2 -> d[0] > 1 ? new ImageLayout(d[0], d[1], 1, false) : null; // [1, n] is a vector
      case 3 -> {
        if (batchOfOne) {
          yield new ImageLayout(d[1], d[2], 1, false);
        }
        yield isChannels(d[2]) ? new ImageLayout(d[0], d[1], d[2], false) : null;
      }
      case 4 -> {
        if (batchOfOne && isChannels(d[3])) {
          yield new ImageLayout(d[1], d[2], d[3], false);
        }
        yield batchOfOne && isChannels(d[1]) ? new ImageLayout(d[2], d[3], d[1], true) : null;
      }
      default -> null;
    };
  }

  private static boolean isChannels(int dimension) {
    return dimension == 1 || dimension == 3;
  }

  /** Returns the index of an element in the tensor. */
  int index(int y, int x, int channel) {
    return channelsFirst
        ? (channel * height + y) * width + x
        : (y * width + x) * channels + channel;
  }
}
