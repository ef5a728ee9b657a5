/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.LANES;
import static org.tflm4j.kernels.vector.support.Int8Lanes.PARTS;

import org.tflm4j.kernels.vector.support.Int8Lanes;

/**
 * A filter as floats, in blocks of output channels that fill a tile: [block][depth][{@link
 * #width}].
 *
 * <p>Channels come in units of {@link Int8Lanes#LANES}. Where they do not divide evenly the last
 * unit begins earlier and repeats channels of the unit before it: every vector is a full one, and
 * computing a channel twice costs no more than computing padding. Fewer channels than a unit are
 * padded with zeros.
 */
final class PackedFilter {
  /** Floats of a whole block: two vectors. */
  static final int WIDTH = 2 * FLOATS.length();

  /** Units of a whole block. */
  private static final int UNITS = 2 / PARTS;

  private final float[] weights;
  private final int depth;
  private final int channels;

  /** Reads a filter. */
  interface Source {
    /**
     * Returns a weight.
     *
     * @param k the place in the depth of the filter: row, column and input channel
     */
    float weight(int channel, int k);
  }

  PackedFilter(Source filter, int channels, int depth) {
    this.depth = depth;
    this.channels = channels;
    int last = blocks() - 1;
    this.weights = new float[offset(last) + width(last) * depth];
    for (int block = 0; block <= last; block++) {
      for (int lane = 0; lane < width(block); lane++) {
        int channel = firstChannel(block, lane / LANES) + lane % LANES;
        for (int k = 0; k < depth && channel < channels; k++) {
          weights[offset(block) + k * width(block) + lane] = filter.weight(channel, k);
        }
      }
    }
  }

  private int allUnits() {
    return Math.ceilDiv(channels, LANES);
  }

  /** Returns true if the channels do not fill a unit; there is one block of one unit then. */
  boolean isNarrow() {
    return channels < LANES;
  }

  /** Returns the number of blocks. */
  int blocks() {
    return Math.ceilDiv(allUnits(), UNITS);
  }

  /** Returns the units of a block: 1, or 2 where a unit is one vector. */
  int units(int block) {
    return Math.min(UNITS, allUnits() - block * UNITS);
  }

  /** Returns the first channel of a unit of a block. */
  int firstChannel(int block, int unit) {
    return Math.max(0, Math.min((block * UNITS + unit) * LANES, channels - LANES));
  }

  /** Returns the floats of a block for each k. */
  int width(int block) {
    return units(block) * LANES;
  }

  /** Returns the vectors of a block. */
  int vectors(int block) {
    return units(block) * PARTS;
  }

  /** Returns where a block begins in {@link #weights()}. */
  int offset(int block) {
    return block * WIDTH * depth;
  }

  float[] weights() {
    return weights;
  }

  int channels() {
    return channels;
  }

  /**
   * Lays out one value per channel as the blocks are laid out, [block][width].
   *
   * @param firstChannel the first channel of this filter
   */
  float[] initialSums(float[] values, int firstChannel) {
    float[] packed = new float[blocks() * WIDTH];
    for (int block = 0; block < blocks(); block++) {
      for (int lane = 0; lane < width(block); lane++) {
        int channel = firstChannel(block, lane / LANES) + lane % LANES;
        packed[block * WIDTH + lane] = channel < channels ? values[firstChannel + channel] : 0;
      }
    }
    return packed;
  }

  long heldBytes() {
    return (long) Float.BYTES * weights.length;
  }
}
