/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.PairLanes.BYTES;
import static org.tflm4j.kernels.vector.PairLanes.ELEMENTS;
import static org.tflm4j.kernels.vector.PairLanes.widen;

/**
 * INT8 inputs widened to 16 bits, two neighbours in the bits of a float, for {@link PairTile} to
 * read.
 */
final class PairedRows {
  private PairedRows() {}

  /**
   * Widens a row.
   *
   * @param input holds the row
   * @param from where it begins
   * @param rows takes the pairs
   * @param to where they begin
   * @param count elements of the row; if it is odd, the last pair's second half is 0
   */
  static void widenRow(byte[] input, int from, float[] rows, int to, int count) {
    int done = 0;
    for (int end = BYTES.loopBound(count); done < end; done += ELEMENTS) {
      widen(input, from + done).reinterpretAsFloats().intoArray(rows, to + done / 2);
    }
    for (; done < count; done += 2) {
      int second = done + 1 < count ? input[from + done + 1] : 0;
      rows[to + done / 2] = Float.intBitsToFloat(second << 16 | (input[from + done] & 0xFFFF));
    }
  }
}
