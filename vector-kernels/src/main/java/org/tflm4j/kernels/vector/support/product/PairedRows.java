/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support.product;

import static org.tflm4j.kernels.vector.support.PairLanes.BYTES;
import static org.tflm4j.kernels.vector.support.PairLanes.ELEMENTS;
import static org.tflm4j.kernels.vector.support.PairLanes.SHORTS;
import static org.tflm4j.kernels.vector.support.PairLanes.WHOLE;
import static org.tflm4j.kernels.vector.support.PairLanes.widen;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.tensor.LittleEndian;

/**
 * INT8 inputs widened to 16 bits, and INT16 ones split into bytes, two neighbours in the bits of a
 * float, for {@link PairTile} to read.
 */
public final class PairedRows {
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
  public static void widenRow(byte[] input, int from, float[] rows, int to, int count) {
    int done = 0;
    for (int end = BYTES.loopBound(count); done < end; done += ELEMENTS) {
      widen(input, from + done).reinterpretAsFloats().intoArray(rows, to + done / 2);
    }
    for (; done < count; done += 2) {
      int second = done + 1 < count ? input[from + done + 1] : 0;
      rows[to + done / 2] = pair(input[from + done], second);
    }
  }

  /**
   * Splits a row of INT16 elements into two rows, {@code x = 256 * upper + lower} with lower from
   * -128 to 127 and so upper from -128 to 128: what a {@link PairedFilter} is exact for.
   *
   * @param input holds the row, little-endian
   * @param from the byte where it begins
   * @param rows takes the pairs
   * @param to where those of the upper bytes begin; those of the lower bytes follow
   * @param count elements of the row; if it is odd, the last pair's second half is 0
   */
  static void splitRow(byte[] input, int from, float[] rows, int to, int count) {
    int pairs = Math.ceilDiv(count, 2);
    int done = 0;
    for (int end = SHORTS.loopBound(count); done < end; done += ELEMENTS) {
      ShortVector x =
          ByteVector.fromArray(WHOLE, input, from + Short.BYTES * done).reinterpretAsShorts();
      ShortVector lower = x.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
      // The sign of the lower byte, 1 or 0, is what the upper byte lacks.
      x.lanewise(VectorOperators.ASHR, 8)
          .sub(lower.lanewise(VectorOperators.ASHR, 15))
          .reinterpretAsFloats()
          .intoArray(rows, to + done / 2);
      lower.reinterpretAsFloats().intoArray(rows, to + pairs + done / 2);
    }
    for (; done < count; done += 2) {
      int first = LittleEndian.getShort(input, from + Short.BYTES * done);
      int second =
          done + 1 < count ? LittleEndian.getShort(input, from + Short.BYTES * (done + 1)) : 0;
      rows[to + done / 2] = pair((first - (byte) first) >> 8, (second - (byte) second) >> 8);
      rows[to + pairs + done / 2] = pair((byte) first, (byte) second);
    }
  }

  private static float pair(int first, int second) {
    return Float.intBitsToFloat(second << 16 | (first & 0xFFFF));
  }
}
