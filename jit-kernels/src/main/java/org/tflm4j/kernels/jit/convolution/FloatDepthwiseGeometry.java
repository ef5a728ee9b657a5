/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.Shape;

/**
 * How a FLOAT32 depthwise convolution walks over one image: everything that its code depends on.
 * Tiles of {@code tileRows} times {@code tilePixels} output pixels are computed at a time, vector
 * of channels by vector; each of their inputs is loaded once. The last tile of a row, and of a
 * column, begins earlier where tiles do not divide it.
 *
 * @param window of the operator
 * @param imageRows input rows
 * @param imageWidth pixels of an input row
 * @param depth channels
 * @param rows output rows
 * @param pixels output pixels of a row
 * @param tileRows output rows of a tile
 * @param tilePixels neighbours in a row of a tile
 * @param mostBytes of the widest vector
 */
record FloatDepthwiseGeometry(
    Window window,
    int imageRows,
    int imageWidth,
    int depth,
    int rows,
    int pixels,
    int tileRows,
    int tilePixels,
    int mostBytes) {
  /** Sums of a tile: they fit into 16 registers, and their weights into 32. */
  static final int MOST_SUMS = 12;

  private static final int MOST_PIXELS = 6;
  private static final int MOST_ROWS = 4;

  /** Multiply-adds for which code is emitted, at most. */
  private static final int MOST_EMITTED = 8000;

  /**
   * Neighbouring channels that are computed together.
   *
   * @param channel the first of them
   * @param bytes of a vector: 16, 32 or 64; 4 for a single channel
   * @param repeats how many vectors follow each other
   */
  record Piece(int channel, int bytes, int repeats) {
    /** Returns the channels of a vector. */
    int lanes() {
      return bytes / Float.BYTES;
    }
  }

  /**
   * Tiles of a row whose windows lie within the same columns of the image.
   *
   * @param pixel the first output pixel of the first tile
   * @param tiles how many follow each other
   */
  record TileSpan(int pixel, int tiles) {}

  /** Chooses the tiles. */
  static FloatDepthwiseGeometry of(Window window, Shape input, Shape output, int mostBytes) {
    int pixels = output.dimension(2);
    int rows = output.dimension(1);
    int tiles = (pixels + MOST_PIXELS - 1) / MOST_PIXELS;
    int tilePixels = (pixels + tiles - 1) / tiles;
    int tileRows = Math.min(Math.min(rows, MOST_ROWS), MOST_SUMS / tilePixels);
    return new FloatDepthwiseGeometry(
        window,
        input.dimension(1),
        input.dimension(2),
        input.dimension(3),
        rows,
        pixels,
        tileRows,
        tilePixels,
        mostBytes);
  }

  int taps() {
    return window.filterHeight() * window.filterWidth();
  }

  int blocks() {
    return (rows + tileRows - 1) / tileRows;
  }

  /** Returns the bytes of a pixel. */
  int pixelBytes() {
    return Float.BYTES * depth;
  }

  /** Returns true if the code would be too long. */
  boolean isTooLong() {
    long emitted = (long) tileRows * tilePixels * taps() * spans().size() * pieces().size();
    return emitted > MOST_EMITTED;
  }

  /** Returns true if windows reach above or below the image. */
  boolean isPaddedVertically() {
    int reach = (window.filterHeight() - 1) * window.dilationHeight() + 1;
    return window.paddingTop() > 0
        || (rows - 1) * window.strideHeight() + reach - window.paddingTop() > imageRows;
  }

  /**
   * Returns the column of the image at which the window of an output pixel begins; may lie outside.
   */
  int column(int pixel) {
    return pixel * window.strideWidth() - window.paddingLeft();
  }

  /**
   * Returns the vectors of all channels, in their order. No vector reaches beyond the last channel:
   * it begins earlier and computes some channels twice.
   */
  List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    int most = mostBytes / Float.BYTES;
    if (depth < 4) {
      pieces.add(new Piece(0, Float.BYTES, depth));
      return pieces;
    }
    int done = depth / most * most;
    if (done > 0) {
      pieces.add(new Piece(0, mostBytes, depth / most));
    }
    while (done < depth) {
      int lanes = 4;
      while (lanes < depth - done) {
        lanes *= 2;
      }
      if (lanes > depth) {
        lanes /= 2;
      } else {
        done = depth - lanes;
      }
      pieces.add(new Piece(done, Float.BYTES * lanes, 1));
      done += lanes;
    }
    return pieces;
  }

  /** Returns the tiles of a row, those in its middle together. */
  List<TileSpan> spans() {
    List<TileSpan> spans = new ArrayList<>();
    for (int pixel = 0; pixel < pixels; pixel += tilePixels) {
      int at = Math.min(pixel, pixels - tilePixels);
      TileSpan last = spans.isEmpty() ? null : spans.getLast();
      if (last != null && isInside(last.pixel()) && isInside(at) && at == pixel) {
        spans.set(spans.size() - 1, new TileSpan(last.pixel(), last.tiles() + 1));
      } else {
        spans.add(new TileSpan(at, 1));
      }
    }
    return spans;
  }

  /** Returns true if no window of a tile reaches beyond the columns of the image. */
  private boolean isInside(int pixel) {
    return column(pixel) >= 0
        && column(pixel + tilePixels - 1) + (window.filterWidth() - 1) * window.dilationWidth()
            < imageWidth;
  }
}
