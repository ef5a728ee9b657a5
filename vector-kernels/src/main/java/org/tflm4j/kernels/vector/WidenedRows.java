/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.Int8Lanes.BYTES;
import static org.tflm4j.kernels.vector.Int8Lanes.FLOATS;
import static org.tflm4j.kernels.vector.Int8Lanes.PARTS;
import static org.tflm4j.kernels.vector.Int8Lanes.widen;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;

/** INT8 elements widened to floats, for tiles to read. */
final class WidenedRows {
  private WidenedRows() {}

  /** Widens {@code count} elements from {@code from} to floats at {@code to}. */
  static void widenRun(byte[] input, int from, float[] floats, int to, int count) {
    int done = 0;
    for (; done <= count - BYTES.length(); done += BYTES.length()) {
      ByteVector bytes = ByteVector.fromArray(BYTES, input, from + done);
      for (int part = 0; part < PARTS; part++) {
        widen(bytes, part).intoArray(floats, to + done + part * FLOATS.length());
      }
    }
    for (; done < count; done++) {
      floats[to + done] = input[from + done];
    }
  }

  /**
   * Widens a unit of channels of {@code count} pixels, which lie {@code step} elements apart, to
   * floats side by side.
   */
  static void widenUnits(byte[] input, int from, int step, float[] floats, int to, int count) {
    for (int pixel = 0; pixel < count; pixel++) {
      ByteVector bytes = ByteVector.fromArray(BYTES, input, from + pixel * step);
      for (int part = 0; part < PARTS; part++) {
        widen(bytes, part).intoArray(floats, to + pixel * BYTES.length() + part * FLOATS.length());
      }
    }
  }

  /**
   * Writes {@code count} times the same value, the input's zero point where the window is outside
   * the image.
   */
  static void fill(float[] floats, int to, int count, float value) {
    Arrays.fill(floats, to, to + count, value);
  }
}
