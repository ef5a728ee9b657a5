/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import static org.tflm4j.kernels.vector.support.ElementLanes.INTS;
import static org.tflm4j.kernels.vector.support.ElementLanes.SHORTS;
import static org.tflm4j.kernels.vector.support.ElementLanes.SHORT_BYTES;
import static org.tflm4j.kernels.vector.support.Int8Lanes.BYTES;
import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.LANES;
import static org.tflm4j.kernels.vector.support.Int8Lanes.PARTS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.widen;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;

/**
 * INT8 elements widened to floats, or FLOAT32 ones as they are, for tiles to read. INT16 elements
 * have two limbs, each a float: 0 the upper byte, from -128 to 127, 1 the lower one, from 0 to 255.
 */
final class WidenedRows {
  private WidenedRows() {}

  /** Returns one element, of INT16 one limb. */
  static float element(TensorType type, int limb, byte[] input, int at) {
    return switch (type) {
      case INT8 -> input[at];
      case INT16 -> limb == 0 ? input[at + 1] : input[at] & 0xFF;
      default -> LittleEndian.getFloat(input, at);
    };
  }

  /** Widens {@code count} elements from {@code from}, in bytes, to floats at {@code to}. */
  static void widenRun(
      TensorType type, int limb, byte[] input, int from, float[] floats, int to, int count) {
    switch (type) {
      case INT8 -> widenBytes(input, from, floats, to, count);
      case INT16 -> widenShorts(limb, input, from, floats, to, count);
      default -> ElementLanes.widen(type, input, from, count, floats, to);
    }
  }

  private static void widenBytes(byte[] input, int from, float[] floats, int to, int count) {
    int done = 0;
    for (; done <= count - BYTES.length(); done += BYTES.length()) {
      widenVector(input, from + done, floats, to + done);
    }
    for (; done < count; done++) {
      floats[to + done] = input[from + done];
    }
  }

  private static void widenShorts(
      int limb, byte[] input, int from, float[] floats, int to, int count) {
    int done = 0;
    for (; done <= count - SHORTS.length(); done += SHORTS.length()) {
      IntVector ints =
          (IntVector)
              ByteVector.fromArray(SHORT_BYTES, input, from + Short.BYTES * done)
                  .reinterpretAsShorts()
                  .convertShape(VectorOperators.S2I, INTS, 0);
      ints = limb == 0 ? ints.lanewise(VectorOperators.ASHR, 8) : ints.and(0xFF);
      ((FloatVector) ints.convert(VectorOperators.I2F, 0)).intoArray(floats, to + done);
    }
    for (; done < count; done++) {
      floats[to + done] = element(TensorType.INT16, limb, input, from + Short.BYTES * done);
    }
  }

  /**
   * Widens a unit of channels of {@code count} pixels, which lie {@code step} bytes apart, to
   * floats side by side.
   */
  static void widenUnits(
      TensorType type,
      int limb,
      byte[] input,
      int from,
      int step,
      float[] floats,
      int to,
      int count) {
    for (int pixel = 0; pixel < count; pixel++) {
      if (type == TensorType.INT8) {
        widenVector(input, from + pixel * step, floats, to + pixel * LANES);
      } else {
        widenRun(type, limb, input, from + pixel * step, floats, to + pixel * LANES, LANES);
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
