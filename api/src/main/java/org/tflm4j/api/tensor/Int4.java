/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.tensor;

/** INT4 elements: two in a byte, the low half first, in plain element order across rows. */
public final class Int4 {
  private Int4() {}

  /** Returns element {@code index} of the elements that begin at byte {@code offset}. */
  public static int get(byte[] packed, int offset, int index) {
    int pair = packed[offset + (index >> 1)];
    return (index & 1) == 0 ? (byte) (pair << 4) >> 4 : pair >> 4;
  }

  /** Unpacks {@code count} elements to one byte each. Mirrors {@code UnpackDenseInt4IntoInt8}. */
  public static void unpack(
      byte[] packed, int packedAt, byte[] unpacked, int unpackedAt, int count) {
    for (int i = 0; i < count; i++) {
      unpacked[unpackedAt + i] = (byte) get(packed, packedAt, i);
    }
  }
}
