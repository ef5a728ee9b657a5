/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import static org.tflm4j.kernels.vector.support.ElementLanes.INTS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Reduces lanes at equal distances to one: their sum, or the largest of them. Ints are the bits of
 * floats, see {@link ElementLanes}.
 */
public enum LaneReduction {
  INT_SUM,
  INT_MAX,
  FLOAT_SUM,
  /** As the reference kernel: starts from the smallest finite number and skips NaN. */
  FLOAT_MAX;

  /**
   * Reduces whole vectors until {@code count} lanes are done. Lane {@code to + i} becomes the
   * result of the lanes {@code from + i + tap * tapStep}.
   *
   * @param to may be one of the taps
   */
  public void apply(float[] lanes, int from, int tapStep, int taps, int to, int count) {
    switch (this) {
      case INT_SUM -> intSum(lanes, from, tapStep, taps, to, count);
      case INT_MAX -> intMax(lanes, from, tapStep, taps, to, count);
      case FLOAT_SUM -> floatSum(lanes, from, tapStep, taps, to, count);
      case FLOAT_MAX -> floatMax(lanes, from, tapStep, taps, to, count);
    }
  }

  private static void intSum(float[] lanes, int from, int tapStep, int taps, int to, int count) {
    for (int i = 0; i < count; i += INTS.length()) {
      IntVector sum = IntVector.zero(INTS);
      int at = from + i;
      for (int tap = 0; tap < taps; tap++) {
        sum = FloatVector.fromArray(FLOATS, lanes, at).reinterpretAsInts().add(sum);
        at += tapStep;
      }
      sum.reinterpretAsFloats().intoArray(lanes, to + i);
    }
  }

  private static void intMax(float[] lanes, int from, int tapStep, int taps, int to, int count) {
    for (int i = 0; i < count; i += INTS.length()) {
      IntVector max = IntVector.broadcast(INTS, Integer.MIN_VALUE);
      int at = from + i;
      for (int tap = 0; tap < taps; tap++) {
        max = FloatVector.fromArray(FLOATS, lanes, at).reinterpretAsInts().max(max);
        at += tapStep;
      }
      max.reinterpretAsFloats().intoArray(lanes, to + i);
    }
  }

  private static void floatSum(float[] lanes, int from, int tapStep, int taps, int to, int count) {
    for (int i = 0; i < count; i += FLOATS.length()) {
      FloatVector sum = FloatVector.zero(FLOATS);
      int at = from + i;
      for (int tap = 0; tap < taps; tap++) {
        sum = FloatVector.fromArray(FLOATS, lanes, at).add(sum);
        at += tapStep;
      }
      sum.intoArray(lanes, to + i);
    }
  }

  private static void floatMax(float[] lanes, int from, int tapStep, int taps, int to, int count) {
    for (int i = 0; i < count; i += FLOATS.length()) {
      FloatVector max = FloatVector.broadcast(FLOATS, -Float.MAX_VALUE);
      int at = from + i;
      for (int tap = 0; tap < taps; tap++) {
        FloatVector element = FloatVector.fromArray(FLOATS, lanes, at);
        VectorMask<Float> larger = element.compare(VectorOperators.GT, max);
        max = element.blend(max, larger.not());
        at += tapStep;
      }
      max.intoArray(lanes, to + i);
    }
  }

  /**
   * Reduces short runs one lane at a time. Lane {@code to + i * rowLength + c} becomes the result
   * of the lanes {@code from + (i * rows + row) * rowLength + c}.
   */
  public void applyToRuns(float[] lanes, int from, int rowLength, int rows, int runs, int to) {
    for (int i = 0; i < runs; i++) {
      for (int c = 0; c < rowLength; c++) {
        int at = from + i * rows * rowLength + c;
        float result = lanes[at];
        for (int row = 1; row < rows; row++) {
          result = reduce(result, lanes[at + row * rowLength]);
        }
        lanes[to + i * rowLength + c] = result;
      }
    }
  }

  /**
   * Returns the result of {@code count} lanes that follow each other; an int as the bits of a
   * float.
   *
   * @param at the first lane; what lies behind the last, up to a whole vector, is overwritten
   * @param to room for a vector
   */
  public float ofRun(float[] lanes, int at, int count, int to) {
    Arrays.fill(lanes, at + count, at + ElementLanes.wholeVectors(count), identity());
    apply(lanes, at, INTS.length(), ElementLanes.wholeVectors(count) / INTS.length(), to, 1);
    float result = lanes[to];
    for (int i = 1; i < INTS.length(); i++) {
      result = reduce(result, lanes[to + i]);
    }
    return result;
  }

  private float identity() {
    return switch (this) {
      case INT_SUM, FLOAT_SUM -> 0;
      case INT_MAX -> Float.intBitsToFloat(Integer.MIN_VALUE);
      case FLOAT_MAX -> -Float.MAX_VALUE;
    };
  }

  private float reduce(float a, float b) {
    return switch (this) {
      case INT_SUM -> Float.intBitsToFloat(Float.floatToRawIntBits(a) + Float.floatToRawIntBits(b));
      case INT_MAX ->
          Float.intBitsToFloat(Math.max(Float.floatToRawIntBits(a), Float.floatToRawIntBits(b)));
      case FLOAT_SUM -> a + b;
      case FLOAT_MAX -> a < b ? b : a;
    };
  }
}
