/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;

/** Random values with a taste for the extremes. */
final class Samples {
  private static final float[] SPECIAL = {
    0, -0f, 1, -1, Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN
  };

  private Samples() {}

  /** Returns one of the given values. */
  static int oneOf(RandomGenerator random, int... values) {
    return values[random.nextInt(values.length)];
  }

  /**
   * Returns INT8 values: mostly random, now and then all the same extreme or alternating extremes.
   */
  static byte[] int8s(RandomGenerator random, int count) {
    byte[] values = new byte[count];
    switch (random.nextInt(8)) {
      case 0 -> Arrays.fill(values, Byte.MIN_VALUE);
      case 1 -> Arrays.fill(values, Byte.MAX_VALUE);
      case 2 -> {
        for (int i = 0; i < count; i++) {
          values[i] = i % 2 == 0 ? Byte.MIN_VALUE : Byte.MAX_VALUE;
        }
      }
      default -> random.nextBytes(values);
    }
    return values;
  }

  /** Returns the type of the weights for activations of a type. */
  static TensorType weightType(TensorType type) {
    return type == TensorType.FLOAT32 ? type : TensorType.INT8;
  }

  /**
   * Returns the bytes of weights for activations of a type: INT8 values, or FLOAT32 ones from -0.1
   * to 0.1.
   */
  static byte[] weights(RandomGenerator random, TensorType type, int count) {
    if (type != TensorType.FLOAT32) {
      return int8s(random, count);
    }
    byte[] bytes = new byte[Float.BYTES * count];
    for (int i = 0; i < count; i++) {
      LittleEndian.putFloat(bytes, Float.BYTES * i, (float) random.nextDouble(-0.1, 0.1));
    }
    return bytes;
  }

  /**
   * Returns the bytes of random elements of a tensor.
   *
   * @param anyMagnitude false for FLOAT32 values of one magnitude, whose sums are much the same in
   *     any order
   */
  static byte[] elements(RandomGenerator random, TensorSpec spec, boolean anyMagnitude) {
    return spec.type() == TensorType.FLOAT32
        ? float32s(random, spec.elementCount(), anyMagnitude)
        : int8s(random, (int) spec.byteSize());
  }

  /**
   * Returns the bytes of FLOAT32 values: mostly from -10 to 10, now and then, where it is allowed,
   * of any magnitude, with zeros of both signs, infinities and NaN.
   */
  private static byte[] float32s(RandomGenerator random, int count, boolean anyMagnitude) {
    byte[] bytes = new byte[Float.BYTES * count];
    boolean wide = anyMagnitude && random.nextInt(4) == 0;
    for (int i = 0; i < count; i++) {
      float value =
          wide ? Float.intBitsToFloat(random.nextInt()) : (float) random.nextDouble(-10, 10);
      if (wide && random.nextInt(8) == 0) {
        value = SPECIAL[random.nextInt(SPECIAL.length)];
      }
      LittleEndian.putFloat(bytes, Float.BYTES * i, value);
    }
    return bytes;
  }

  /** Returns a quantization scale from 2^-12 to 2. */
  static float scale(RandomGenerator random) {
    return (float) Math.pow(2, random.nextDouble(-12, 1));
  }

  static int zeroPoint(RandomGenerator random) {
    return oneOf(random, -128, 127, 0, random.nextInt(-128, 128));
  }
}
