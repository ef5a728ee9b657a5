/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Tiles of a product that have the same shape, one after the other in the order of the output
 * channels. A record: code is found again by it.
 */
public interface TileRun {
  /** Returns how many there are. */
  int repeats();

  /** Returns the neighbouring pixels that a tile computes. */
  int pixels();

  /** Returns the output channels that a tile computes. */
  int channels();

  /** Returns the bytes from the weights of a tile to those of the next. */
  long weightBytes(Segments segments);

  /** Returns the bytes from the tables of a tile to those of the next. */
  int tableBytes();

  /** Emits what is needed once, at the start of the code: masks. Uses rax. */
  void prepare(VectorCode vectors);

  /** Emits one tile. */
  void emit(VectorCode vectors, ProductGeometry geometry, DotTileCode.Registers registers);
}
