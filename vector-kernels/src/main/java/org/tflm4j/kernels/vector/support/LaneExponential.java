/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Computes the exponential, logistic and hyperbolic tangent functions of FLOAT32 lanes. Double
 * lanes hold them with a relative error below 2^-40. They are rounded to float once. The reference
 * kernels call the double functions of the platform; they get the same float but in a few of a
 * million cases.
 *
 * <p>A second pass rounds the doubles to lanes: with both passes in one method the compiler would
 * see too many vectors. The doubles lie in the two blocks of spare lanes, as pairs of floats.
 *
 * <p>Floats are of one species throughout, although only half of their lanes become doubles at a
 * time: the methods of the Vector API are shared by all kernels, and HotSpot boxes vectors where it
 * has seen several species.
 */
public final class LaneExponential {
  private static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, VectorShape.forBitSize(FLOATS.vectorBitSize()));

  /** Lanes that become a vector of doubles. */
  private static final int HALF = DOUBLES.length();

  /** Above this the logistic function is 1 in float, see the reference kernel. */
  private static final float LOGISTIC_UPPER_CUTOFF = 16.619047f;

  /** Below this the logistic function is taken as the exponential function. */
  private static final float LOGISTIC_LOWER_CUTOFF = -9;

  /** Below this magnitude the hyperbolic tangent is a polynomial. */
  private static final float TANH_SMALL = 0x1p-5f;

  /** Beyond it the exponential function is infinite or 0 in float, far from it in double. */
  private static final float LARGEST = 200;

  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN_2 = 0.6931471805599453;

  /** Added to a double below 2^51, it leaves the nearest integer in the low bits. */
  private static final double ROUNDER = 0x1.8p52;

  /** 1 / k!. */
  private static final double[] TAYLOR = new double[11];

  static {
    TAYLOR[0] = 1;
    for (int k = 1; k < TAYLOR.length; k++) {
      TAYLOR[k] = TAYLOR[k - 1] / k;
    }
  }

  private LaneExponential() {}

  /** Replaces each lane x by e to the power of x; a {@link LaneFunction}. */
  public static void exp(float[] lanes, int at, int count) {
    int spare = at + ElementLanes.wholeVectors(count);
    toDoubles(lanes, at, count, 1, 1, spare);
    toFloats(lanes, spare, count, at);
  }

  /**
   * Replaces lanes by their logistic function, see the reference kernel; a {@link LaneFunction}.
   */
  public static void logistic(float[] lanes, int at, int count) {
    int spare = at + ElementLanes.wholeVectors(count);
    toDoubles(lanes, at, count, -1, 1, spare);
    toFloats(lanes, spare, count, spare);
    FloatVector one = FloatVector.broadcast(FLOATS, 1);
    for (int i = 0; i < count; i += FLOATS.length()) {
      FloatVector exp = FloatVector.fromArray(FLOATS, lanes, spare + i);
      FloatVector x = FloatVector.fromArray(FLOATS, lanes, at + i);
      one.div(exp.add(1))
          .blend(exp, x.compare(VectorOperators.LT, LOGISTIC_LOWER_CUTOFF))
          .blend(one, x.compare(VectorOperators.GT, LOGISTIC_UPPER_CUTOFF))
          .intoArray(lanes, at + i);
    }
  }

  /** Replaces lanes by their hyperbolic tangent; a {@link LaneFunction}. */
  public static void tanh(float[] lanes, int at, int count) {
    int spare = at + ElementLanes.wholeVectors(count);
    toDoubles(lanes, at, count, 2, 2, spare);
    for (int i = 0; i < count; i += HALF) {
      DoubleVector exp = FloatVector.fromArray(FLOATS, lanes, spare + 2 * i).reinterpretAsDoubles();
      FloatVector x = FloatVector.fromArray(FLOATS, lanes, at + i);
      DoubleVector wide = (DoubleVector) x.convertShape(VectorOperators.F2D, DOUBLES, 0);
      // x (1 - x^2 / 3 + 2 x^4 / 15), where the quotient would lose its leading bits. Of -0 it is
      // -0.
      DoubleVector square = wide.mul(wide);
      DoubleVector series = square.mul(2.0 / 15).sub(1.0 / 3).mul(square).add(1).mul(wide);
      FloatVector small = (FloatVector) series.convertShape(VectorOperators.D2F, FLOATS, 0);
      ((FloatVector) exp.sub(1).div(exp.add(1)).convertShape(VectorOperators.D2F, FLOATS, 0))
          .blend(small, x.abs().compare(VectorOperators.LT, TANH_SMALL))
          .intoArray(lanes, spare + i);
    }
    System.arraycopy(lanes, spare, lanes, at, count);
  }

  /**
   * Rounds doubles to lanes. Each step writes a whole vector, of which the next overwrites the
   * upper half, and which ends where the doubles of the next begin.
   *
   * @param from where the doubles lie, each in two lanes
   * @param to where the lanes go, at or before the doubles
   */
  private static void toFloats(float[] lanes, int from, int count, int to) {
    for (int i = 0; i < count; i += HALF) {
      FloatVector.fromArray(FLOATS, lanes, from + 2 * i)
          .reinterpretAsDoubles()
          .convertShape(VectorOperators.D2F, FLOATS, 0)
          .reinterpretAsFloats()
          .intoArray(lanes, to + i);
    }
  }

  /**
   * Computes e to the power of {@code factor * x} for lanes x, in double.
   *
   * @param factorBelow the factor of lanes below {@link #LOGISTIC_LOWER_CUTOFF}
   * @param to where the doubles go, each in two lanes
   */
  private static void toDoubles(
      float[] lanes, int at, int count, float factor, float factorBelow, int to) {
    FloatVector limit = FloatVector.broadcast(FLOATS, LARGEST);
    FloatVector lower = limit.neg();
    DoubleVector rounder = DoubleVector.broadcast(DOUBLES, ROUNDER);
    DoubleVector log2E = DoubleVector.broadcast(DOUBLES, LOG2_E);
    DoubleVector minusLn2 = DoubleVector.broadcast(DOUBLES, -LN_2);
    for (int i = 0; i < count; i += HALF) {
      FloatVector x = FloatVector.fromArray(FLOATS, lanes, at + i);
      FloatVector y =
          x.mul(factor)
              .blend(x.mul(factorBelow), x.compare(VectorOperators.LT, LOGISTIC_LOWER_CUTOFF));
      DoubleVector argument =
          (DoubleVector)
              y.blend(limit, y.compare(VectorOperators.GT, limit))
                  .blend(lower, y.compare(VectorOperators.LT, lower))
                  .convertShape(VectorOperators.F2D, DOUBLES, 0);
      // argument = n * ln(2) + rest, |rest| <= ln(2) / 2.
      DoubleVector rounded = argument.fma(log2E, rounder);
      DoubleVector rest = rounded.sub(rounder).fma(minusLn2, argument);
      // Taylor's polynomial of degree 10: the next term is below 2^-42.
      DoubleVector sum = DoubleVector.broadcast(DOUBLES, TAYLOR[10]);
      for (int k = 9; k >= 0; k--) {
        sum = rest.fma(sum, DoubleVector.broadcast(DOUBLES, TAYLOR[k]));
      }
      // The low bits of the rounded double are n; in the place of the exponent they make 2^n.
      rounded
          .reinterpretAsLongs()
          .add(Double.MAX_EXPONENT)
          .lanewise(VectorOperators.LSHL, 52)
          .reinterpretAsDoubles()
          .mul(sum)
          .reinterpretAsFloats()
          .intoArray(lanes, to + 2 * i);
    }
  }
}
