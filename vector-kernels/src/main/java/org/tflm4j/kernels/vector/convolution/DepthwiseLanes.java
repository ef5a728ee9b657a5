/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.LANES;

import org.tflm4j.api.op.Window;
import org.tflm4j.kernels.vector.support.ChannelSums;

/**
 * How the channels of a depthwise convolution lie in vectors. Usually a unit of lanes holds as many
 * channels of one pixel, the last unit repeating some where they do not divide evenly. With few
 * channels and a stride of 1, lanes run on across pixels: the next pixel's inputs lie side by side
 * as its outputs do, so that several pixels count as one with as many more channels.
 *
 * @param channels channels of what counts as one pixel
 * @param columns how many such pixels a row of the rectangle has
 * @param acrossPixels whether several pixels count as one
 * @param sumsStep floats from one pixel's sums to the next
 */
record DepthwiseLanes(int channels, int columns, boolean acrossPixels, int sumsStep) {
  static DepthwiseLanes of(WidenedWindow widened, Window window, int channels, boolean takesInts) {
    if (channels >= LANES || takesInts) {
      return new DepthwiseLanes(channels, widened.columns(), false, LANES);
    }
    // The least common multiple: LANES is a power of two.
    int together = channels * (LANES / Integer.lowestOneBit(channels | LANES));
    int columns = Math.ceilDiv(widened.columns() * channels, together);
    if (window.strideWidth() == 1 && columns * together <= widened.columns() * LANES) {
      return new DepthwiseLanes(together, columns, true, together);
    }
    return new DepthwiseLanes(channels, widened.columns(), false, channels);
  }

  /** Returns the number of units. */
  int units() {
    return Math.ceilDiv(channels, LANES);
  }

  /** Returns the first channel of a unit. */
  int firstChannel(int unit) {
    return Math.max(0, Math.min(unit * LANES, channels - LANES));
  }

  /** Returns the vectors of a unit. */
  int parts() {
    return Math.ceilDiv(Math.min(channels, LANES), FLOATS.length());
  }

  /** Returns how many floats beyond the widened inputs are read at most. */
  int overread() {
    return channels + LANES;
  }

  /** Returns where the window of each pixel of a rectangle begins in the widened inputs. */
  int[] pixels(WidenedWindow widened, Window window) {
    if (!acrossPixels) {
      return widened.pixels();
    }
    int[] pixels = new int[widened.rows() * columns];
    for (int i = 0; i < pixels.length; i++) {
      int row = i / columns * window.strideHeight();
      pixels[i] = row * widened.rowFloats() + i % columns * channels;
    }
    return pixels;
  }

  /**
   * Returns where the sums of each unit lie; where lanes run across pixels, those of all channels.
   *
   * @param at where the sums of the first pixel begin
   * @param limbStep from the sums of a limb to those of the next
   * @param channelsOfPixel channels of an output pixel
   */
  ChannelSums[] unitSums(int at, int limbStep, int channelsOfPixel) {
    if (acrossPixels) {
      return new ChannelSums[] {new ChannelSums(at, channelsOfPixel, limbStep, 0, channelsOfPixel)};
    }
    ChannelSums[] sums = new ChannelSums[units()];
    for (int unit = 0; unit < sums.length; unit++) {
      int count = Math.min(channels, LANES);
      sums[unit] = new ChannelSums(at, sumsStep, limbStep, firstChannel(unit), count);
    }
    return sums;
  }
}
