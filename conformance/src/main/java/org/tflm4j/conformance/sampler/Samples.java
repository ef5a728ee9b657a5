/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;

/** Random values with a taste for the extremes. */
public final class Samples {
  private static final float[] SPECIAL = {
    0, -0f, 1, -1, Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN
  };

  private Samples() {}

  /** Returns one of the given values. */
  public static int oneOf(RandomGenerator random, int... values) {
    return values[random.nextInt(values.length)];
  }

  /**
   * Returns INT8 values: mostly random, now and then all the same extreme or alternating extremes.
   */
  public static byte[] int8s(RandomGenerator random, int count) {
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

  /** Returns INT16 values as bytes: mostly random, now and then extremes as {@link #int8s} has. */
  public static byte[] int16s(RandomGenerator random, int count) {
    byte[] bytes = new byte[Short.BYTES * count];
    int extremes = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      int value =
          switch (extremes) {
            case 0 -> Short.MIN_VALUE;
            case 1 -> Short.MAX_VALUE;
            case 2 -> i % 2 == 0 ? Short.MIN_VALUE : Short.MAX_VALUE;
            default -> random.nextInt();
          };
      LittleEndian.putShort(bytes, Short.BYTES * i, (short) value);
    }
    return bytes;
  }

  /**
   * Returns the bytes of biases of a type.
   *
   * @param type FLOAT32 for values from -0.1 to 0.1, or an integer type
   * @param range integers lie within minus this to this; it fits the type
   */
  public static byte[] biases(RandomGenerator random, TensorType type, int count, long range) {
    if (type == TensorType.FLOAT32) {
      return weights(random, type, count);
    }
    byte[] bytes = new byte[type.bytes() * count];
    for (int i = 0; i < count; i++) {
      long value = random.nextLong(-range, range);
      switch (type) {
        case INT16 -> LittleEndian.putShort(bytes, Short.BYTES * i, (short) value);
        case INT32 -> LittleEndian.putInt(bytes, Integer.BYTES * i, (int) value);
        default -> LittleEndian.putLong(bytes, Long.BYTES * i, value);
      }
    }
    return bytes;
  }

  /**
   * Returns the bytes of weights of a type: FLOAT32 ones from -0.1 to 0.1, or integers as {@link
   * #int8s} and {@link #int16s} have them. The INT4 ones lie two in a byte.
   */
  public static byte[] weights(RandomGenerator random, TensorType type, int count) {
    switch (type) {
      case INT4 -> {
        return int8s(random, Math.ceilDiv(count, 2));
      }
      case INT8 -> {
        return int8s(random, count);
      }
      case INT16 -> {
        return int16s(random, count);
      }
      default -> {}
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
  public static byte[] elements(RandomGenerator random, TensorSpec spec, boolean anyMagnitude) {
    return switch (spec.type()) {
      case FLOAT32 -> float32s(random, spec.elementCount(), anyMagnitude);
      case INT16 -> int16s(random, spec.elementCount());
      default -> int8s(random, Math.toIntExact(spec.byteSize()));
    };
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
  public static float scale(RandomGenerator random) {
    return (float) Math.pow(2, random.nextDouble(-12, 1));
  }

  /** Returns a zero point of INT8, one of the ends in every second case. */
  public static int zeroPoint(RandomGenerator random) {
    return oneOf(random, -128, 127, 0, random.nextInt(-128, 128));
  }
}
