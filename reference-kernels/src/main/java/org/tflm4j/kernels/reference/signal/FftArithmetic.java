/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import org.tflm4j.api.op.FftNumerics;
import org.tflm4j.api.tensor.LittleEndian;

/**
 * The arithmetic of the FFT on one type of samples, rounding and wrapping where kissfft does. A
 * sample is carried in an int: the number itself for the fixed-point types, the bits of the float
 * for FLOAT32.
 */
abstract sealed class FftArithmetic {
  private static final FftArithmetic Q15 = new Q15();
  private static final FftArithmetic Q31 = new Q31();
  private static final FftArithmetic FLOAT = new Real();

  /** Returns the arithmetic of an operator. */
  static FftArithmetic of(FftNumerics numerics) {
    return switch (numerics) {
      case FftNumerics.Q15 _ -> Q15;
      case FftNumerics.Q31 _ -> Q31;
      case FftNumerics.Real _ -> FLOAT;
    };
  }

  /** Returns the bytes of a sample: 4, unless a type says otherwise. */
  int bytes() {
    return Integer.BYTES;
  }

  int load(byte[] data, int at) {
    return LittleEndian.getInt(data, at);
  }

  void store(byte[] data, int at, int sample) {
    LittleEndian.putInt(data, at, sample);
  }

  /** Returns a number from -1 to 1 as a sample; 1 is the largest of a fixed-point type. */
  abstract int sample(double value);

  abstract int add(int a, int b);

  abstract int subtract(int a, int b);

  abstract int negate(int a);

  abstract int multiply(int a, int b);

  /** Returns {@code a * b + c * d}, rounded once. */
  abstract int multiplyAdd(int a, int b, int c, int d);

  /** Returns {@code a * b - c * d}, rounded once. */
  abstract int multiplySubtract(int a, int b, int c, int d);

  /** Returns half of {@code a + b}; in fixed point the sum is an int, and halves are cut off. */
  abstract int halfOfSum(int a, int b);

  /** Returns half of {@code a - b}, in the same way. */
  abstract int halfOfDifference(int a, int b);

  /** Returns the factor for {@link #scale} that stands for the division by {@code divisor}. */
  abstract int reciprocal(int divisor);

  /** Divides a sample so that a sum cannot overflow; floats stay as they are. */
  abstract int scale(int a, int reciprocal);

  /** Returns a float divided by a number; samples of other types stay as they are. */
  abstract int normalize(int a, int divisor);

  /** The fixed-point types. Products are 64 bits wide and wrap there, as kissfft's do. */
  private abstract static sealed class FixedPoint extends FftArithmetic {
    /** Returns the product's sum rounded to a sample, halves upwards. */
    abstract int round(long sum);

    /** Returns the sum of samples wrapped to the width of a sample. */
    abstract int wrap(int sum);

    abstract int one();

    @Override
    int sample(double value) {
      return (int) Math.floor(0.5 + one() * value);
    }

    @Override
    int add(int a, int b) {
      return wrap(a + b);
    }

    @Override
    int subtract(int a, int b) {
      return wrap(a - b);
    }

    @Override
    int negate(int a) {
      return wrap(-a);
    }

    @Override
    int multiply(int a, int b) {
      return round((long) a * b);
    }

    @Override
    int multiplyAdd(int a, int b, int c, int d) {
      return round((long) a * b + (long) c * d);
    }

    @Override
    int multiplySubtract(int a, int b, int c, int d) {
      return round((long) a * b - (long) c * d);
    }

    @Override
    int halfOfSum(int a, int b) {
      return wrap((a + b) >> 1);
    }

    @Override
    int halfOfDifference(int a, int b) {
      return wrap((a - b) >> 1);
    }

    @Override
    int reciprocal(int divisor) {
      return one() / divisor;
    }

    @Override
    int scale(int a, int reciprocal) {
      return multiply(a, reciprocal);
    }

    @Override
    int normalize(int a, int divisor) {
      return a;
    }
  }

  /** INT16 with 15 bits after the point. */
  private static final class Q15 extends FixedPoint {
    @Override
    int bytes() {
      return 2;
    }

    @Override
    int load(byte[] data, int at) {
      return LittleEndian.getShort(data, at);
    }

    @Override
    void store(byte[] data, int at, int sample) {
      LittleEndian.putShort(data, at, (short) sample);
    }

    @Override
    int round(long sum) {
      return (short) ((sum + (1 << 14)) >> 15);
    }

    @Override
    int wrap(int sum) {
      return (short) sum;
    }

    @Override
    int one() {
      return Short.MAX_VALUE;
    }
  }

  /** INT32 with 31 bits after the point. */
  private static final class Q31 extends FixedPoint {
    @Override
    int round(long sum) {
      return (int) ((sum + (1 << 30)) >> 31);
    }

    @Override
    int wrap(int sum) {
      return sum;
    }

    @Override
    int one() {
      return Integer.MAX_VALUE;
    }
  }

  /** FLOAT32: every operation rounds to float. */
  private static final class Real extends FftArithmetic {
    private static float real(int sample) {
      return Float.intBitsToFloat(sample);
    }

    private static int bits(float value) {
      return Float.floatToRawIntBits(value);
    }

    @Override
    int sample(double value) {
      return bits((float) value);
    }

    @Override
    int add(int a, int b) {
      return bits(real(a) + real(b));
    }

    @Override
    int subtract(int a, int b) {
      return bits(real(a) - real(b));
    }

    @Override
    int negate(int a) {
      return bits(-real(a));
    }

    @Override
    int multiply(int a, int b) {
      return bits(real(a) * real(b));
    }

    @Override
    int multiplyAdd(int a, int b, int c, int d) {
      return bits(real(a) * real(b) + real(c) * real(d));
    }

    @Override
    int multiplySubtract(int a, int b, int c, int d) {
      return bits(real(a) * real(b) - real(c) * real(d));
    }

    @Override
    int halfOfSum(int a, int b) {
      return bits((real(a) + real(b)) * 0.5f);
    }

    @Override
    int halfOfDifference(int a, int b) {
      return bits((real(a) - real(b)) * 0.5f);
    }

    @Override
    int reciprocal(int divisor) {
      return bits(1);
    }

    @Override
    int scale(int a, int reciprocal) {
      return a;
    }

    @Override
    int normalize(int a, int divisor) {
      return bits(real(a) / divisor);
    }
  }
}
