/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.Int8Lanes.BYTES;
import static org.tflm4j.kernels.vector.Int8Lanes.FLOATS;
import static org.tflm4j.kernels.vector.Int8Lanes.LANES;
import static org.tflm4j.kernels.vector.Int8Lanes.PARTS;
import static org.tflm4j.kernels.vector.Int8Lanes.widen;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorType;

/** INT8 elements widened to floats, or FLOAT32 ones as they are, for tiles to read. */
final class WidenedRows {
  private WidenedRows() {}

  /** Returns one element. */
  static float element(TensorType type, byte[] input, int at) {
    return type == TensorType.INT8 ? input[at] : LittleEndian.getFloat(input, at);
  }

  /** Widens {@code count} elements from {@code from}, in bytes, to floats at {@code to}. */
  static void widenRun(TensorType type, byte[] input, int from, float[] floats, int to, int count) {
    if (type == TensorType.FLOAT32) {
      ElementLanes.widen(type, input, from, count, floats, to);
      return;
    }
    int done = 0;
    for (; done <= count - BYTES.length(); done += BYTES.length()) {
      widenVector(input, from + done, floats, to + done);
    }
    for (; done < count; done++) {
      floats[to + done] = input[from + done];
    }
  }

  /**
   * Widens a unit of channels of {@code count} pixels, which lie {@code step} bytes apart, to
   * floats side by side.
   */
  static void widenUnits(
      TensorType type, byte[] input, int from, int step, float[] floats, int to, int count) {
    for (int pixel = 0; pixel < count; pixel++) {
      if (type == TensorType.FLOAT32) {
        ElementLanes.widen(type, input, from + pixel * step, LANES, floats, to + pixel * LANES);
      } else {
        widenVector(input, from + pixel * step, floats, to + pixel * LANES);
      }
    }
  }

  private static void widenVector(byte[] input, int from, float[] floats, int to) {
    ByteVector bytes = ByteVector.fromArray(BYTES, input, from);
    for (int part = 0; part < PARTS; part++) {
      widen(bytes, part).intoArray(floats, to + part * FLOATS.length());
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
