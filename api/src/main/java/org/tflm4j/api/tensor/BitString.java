/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.tensor;

/** The bytes of a constant as a row of bits, the most significant bit of the first byte first. */
public final class BitString {
  private BitString() {}

  /**
   * Returns {@code count} bits as a number, the first one the most significant. Bits behind the end
   * of the constant are 0.
   *
   * @param position the first bit wanted, counted from the start of the constant
   * @param count from 0 to 16
   */
  public static int get(ConstantBytes data, long position, int count) {
    int first = (int) (position >> 3);
    int window = 0;
    // Up to 7 bits in front of the wanted ones and 16 of these: 3 bytes hold them all.
    for (int i = first; i < first + 3; i++) {
      window = window << 8 | (i < data.length() ? data.bytes()[data.offset() + i] & 0xFF : 0);
    }
    return window >> (24 - (int) (position & 7) - count) & ((1 << count) - 1);
  }
}
