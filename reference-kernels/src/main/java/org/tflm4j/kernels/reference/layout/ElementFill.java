/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import java.util.Arrays;

/** Fills memory with one element, whatever its width. */
final class ElementFill {
  /** Longer copies leave the fastest cache. */
  private static final int MAX_CHUNK = 4096;

  private ElementFill() {}

  /**
   * Repeats the element at {@code from[fromAt]} until {@code byteCount} bytes from {@code to[toAt]}
   * on are full.
   *
   * @param byteCount a multiple of {@code elementBytes}
   */
  static void fill(byte[] from, int fromAt, int elementBytes, byte[] to, int toAt, int byteCount) {
    if (elementBytes == 1) {
      Arrays.fill(to, toAt, toAt + byteCount, from[fromAt]);
      return;
    }
    if (byteCount == 0) {
      return;
    }
    System.arraycopy(from, fromAt, to, toAt, elementBytes);
    // The filled part is the source of the next piece, so pieces are multiples of the element.
    int maxChunk = MAX_CHUNK / elementBytes * elementBytes;
    int chunk = elementBytes;
    for (int filled = elementBytes; filled < byteCount; filled += chunk) {
      chunk = Math.min(Math.min(filled, maxChunk), byteCount - filled);
      System.arraycopy(to, toAt, to, toAt + filled, chunk);
    }
  }
}
