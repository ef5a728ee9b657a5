/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import static org.tflm4j.kernels.vector.support.Int8Lanes.BYTES;
import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.PARTS;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorType;

/**
 * Converts elements to 32-bit lanes and back. INT8, INT16 and INT32 elements become ints, FLOAT32
 * elements stay as they are. Lanes lie in the work space, a float array: ints as the bits of
 * floats.
 */
public final class ElementLanes {
  public static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, VectorShape.forBitSize(FLOATS.vectorBitSize()));

  /** As many shorts as there are int lanes. */
  public static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(INTS.vectorBitSize() / 2));

  public static final VectorSpecies<Byte> SHORT_BYTES =
      VectorSpecies.of(byte.class, SHORTS.vectorShape());

  private static final VectorSpecies<Byte> FLOAT_BYTES =
      VectorSpecies.of(byte.class, FLOATS.vectorShape());

  private ElementLanes() {}

  /** Returns {@code count} rounded up to whole vectors: the lanes that a block needs. */
  public static int wholeVectors(int count) {
    return (count + INTS.length() - 1) / INTS.length() * INTS.length();
  }

  /** Returns whether elements of a type can be lanes. */
  public static boolean takes(TensorType type) {
    return switch (type) {
      case INT8, INT16, INT32, FLOAT32 -> true;
      default -> false;
    };
  }

  /**
   * Widens INT8 and INT16 elements; copies INT32 and FLOAT32 elements.
   *
   * @param from where the elements begin, in bytes
   * @param to the first lane
   */
  public static void widen(
      TensorType type, byte[] input, int from, int count, float[] lanes, int to) {
    switch (type) {
      case INT8 -> widenInt8(input, from, count, lanes, to);
      case INT16 -> widenInt16(input, from, count, lanes, to);
      default -> take32Bits(input, from, count, lanes, to);
    }
  }

  private static void widenInt8(byte[] input, int from, int count, float[] lanes, int to) {
    int done = 0;
    for (; done <= count - BYTES.length(); done += BYTES.length()) {
      ByteVector bytes = ByteVector.fromArray(BYTES, input, from + done);
      for (int part = 0; part < PARTS; part++) {
        bytes
            .convertShape(VectorOperators.B2I, INTS, part)
            .reinterpretAsFloats()
            .intoArray(lanes, to + done + part * INTS.length());
      }
    }
    for (; done < count; done++) {
      lanes[to + done] = Float.intBitsToFloat(input[from + done]);
    }
  }

  private static void widenInt16(byte[] input, int from, int count, float[] lanes, int to) {
    int done = 0;
    for (; done <= count - SHORTS.length(); done += SHORTS.length()) {
      ByteVector.fromArray(SHORT_BYTES, input, from + 2 * done)
          .reinterpretAsShorts()
          .convertShape(VectorOperators.S2I, INTS, 0)
          .reinterpretAsFloats()
          .intoArray(lanes, to + done);
    }
    for (; done < count; done++) {
      lanes[to + done] = Float.intBitsToFloat(LittleEndian.getShort(input, from + 2 * done));
    }
  }

  private static void take32Bits(byte[] input, int from, int count, float[] lanes, int to) {
    int done = 0;
    for (; done <= count - FLOATS.length(); done += FLOATS.length()) {
      ByteVector.fromArray(FLOAT_BYTES, input, from + 4 * done)
          .reinterpretAsFloats()
          .intoArray(lanes, to + done);
    }
    for (; done < count; done++) {
      lanes[to + done] = LittleEndian.getFloat(input, from + 4 * done);
    }
  }

  /** Widens one element and repeats it. */
  public static void repeat(
      TensorType type, byte[] input, int from, int count, float[] lanes, int to) {
    float lane =
        switch (type) {
          case INT8 -> Float.intBitsToFloat(input[from]);
          case INT16 -> Float.intBitsToFloat(LittleEndian.getShort(input, from));
          default -> LittleEndian.getFloat(input, from);
        };
    Arrays.fill(lanes, to, to + count, lane);
  }

  /**
   * Clamps lanes to the range of an activation function and stores them.
   *
   * @param lanes overwritten
   * @param at the first lane; behind the last there is room up to a whole vector
   * @param zeroPoint added to lanes of integers before they are clamped
   * @param range INT32 lanes are not clamped: they wrap as TFLM's sums do
   * @param to where the first element goes, in bytes
   */
  public static void store(
      TensorType type,
      float[] lanes,
      int at,
      int count,
      int zeroPoint,
      LaneRange range,
      byte[] output,
      int to) {
    int min = range.min();
    int max = range.max();
    switch (type) {
      case INT8 -> narrowInt8(lanes, at, count, zeroPoint, min, max, output, to);
      case INT16 -> narrowInt16(lanes, at, count, zeroPoint, min, max, output, to);
      case INT32 -> storeInt32(lanes, at, count, zeroPoint, output, to);
      default -> storeFloat32(lanes, at, count, range.realMin(), range.realMax(), output, to);
    }
  }

  /**
   * Clamps lanes of integers and stores them, see {@link #store}.
   *
   * @param type INT8 or INT16
   */
  public static void storeIntegers(
      TensorType type,
      float[] lanes,
      int at,
      int count,
      int zeroPoint,
      IntegerRange range,
      byte[] output,
      int to) {
    if (type == TensorType.INT8) {
      narrowInt8(lanes, at, count, zeroPoint, range.min(), range.max(), output, to);
    } else {
      narrowInt16(lanes, at, count, zeroPoint, range.min(), range.max(), output, to);
    }
  }

  /** Clamps lanes of FLOAT32 and stores them, see {@link #store}. */
  public static void storeReals(
      float[] lanes, int at, int count, RealRange range, byte[] output, int to) {
    storeFloat32(lanes, at, count, range.min(), range.max(), output, to);
  }

  private static void narrowInt8(
      float[] lanes, int at, int count, int offset, int min, int max, byte[] output, int to) {
    for (int done = 0; done < count; done += INTS.length()) {
      IntVector result =
          FloatVector.fromArray(FLOATS, lanes, at + done)
              .reinterpretAsInts()
              .add(offset)
              .max(min)
              .min(max);
      if (PARTS == 1 && done <= count - INTS.length()) {
        result
            .convertShape(VectorOperators.I2B, BYTES, 0)
            .reinterpretAsBytes()
            .intoArray(output, to + done);
      } else {
        result.reinterpretAsFloats().intoArray(lanes, at + done);
        int end = Math.min(count, done + INTS.length());
        for (int i = done; i < end; i++) {
          output[to + i] = (byte) Float.floatToRawIntBits(lanes[at + i]);
        }
      }
    }
  }

  private static void narrowInt16(
      float[] lanes, int at, int count, int offset, int min, int max, byte[] output, int to) {
    for (int done = 0; done < count; done += INTS.length()) {
      IntVector result =
          FloatVector.fromArray(FLOATS, lanes, at + done)
              .reinterpretAsInts()
              .add(offset)
              .max(min)
              .min(max);
      if (done <= count - INTS.length()) {
        ((ShortVector) result.convertShape(VectorOperators.I2S, SHORTS, 0))
            .reinterpretAsBytes()
            .intoArray(output, to + 2 * done);
      } else {
        result.reinterpretAsFloats().intoArray(lanes, at + done);
        for (int i = done; i < count; i++) {
          LittleEndian.putShort(output, to + 2 * i, (short) Float.floatToRawIntBits(lanes[at + i]));
        }
      }
    }
  }

  private static void storeInt32(
      float[] lanes, int at, int count, int zeroPoint, byte[] output, int to) {
    for (int i = 0; i < count; i++) {
      int value = Float.floatToRawIntBits(lanes[at + i]) + zeroPoint;
      LittleEndian.putInt(output, to + 4 * i, value);
    }
  }

  /** NaN stays NaN. */
  private static void storeFloat32(
      float[] lanes, int at, int count, float min, float max, byte[] output, int to) {
    FloatVector lower = FloatVector.broadcast(FLOATS, min);
    FloatVector upper = FloatVector.broadcast(FLOATS, max);
    int done = 0;
    for (; done <= count - FLOATS.length(); done += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, lanes, at + done);
      x.blend(lower, x.compare(VectorOperators.LT, lower))
          .blend(upper, x.compare(VectorOperators.GT, upper))
          .reinterpretAsBytes()
          .intoArray(output, to + 4 * done);
    }
    for (; done < count; done++) {
      float x = lanes[at + done];
      LittleEndian.putFloat(output, to + 4 * done, x < min ? min : x > max ? max : x);
    }
  }
}
