/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

/** INT4 weights: two elements in a byte, the low half first, in plain element order. */
final class Int4 {
  private Int4() {}

  /** Unpacks {@code count} elements to one byte each. Mirrors {@code UnpackDenseInt4IntoInt8}. */
  static void unpack(byte[] packed, int packedAt, byte[] unpacked, int unpackedAt, int count) {
    for (int i = 0; i < count; i++) {
      int pair = packed[packedAt + (i >> 1)];
      unpacked[unpackedAt + i] = (byte) ((i & 1) == 0 ? (byte) (pair << 4) >> 4 : pair >> 4);
    }
  }
}
