/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

/**
 * An FFT of complex numbers in place, with the butterflies of kissfft in its order, so that every
 * rounding is the same: decimation in time, radix 4 first, then 2, 3 and 5. Fixed-point samples are
 * divided by the length on the way, forward and inverse; floats are not.
 *
 * <p>A complex number is two samples, real part first. The caller puts number {@code i} at {@link
 * #place} {@code (i)} and finds the transformed ones in order.
 */
final class ComplexFft {
  private static final int[] RADICES = {4, 2, 3, 5};

  private final FftArithmetic arithmetic;
  private final int length;
  private final boolean inverse;
  private final int numberBytes;
  private final int[] radices;
  private final int[] places;
  private final int[] twiddleReal;
  private final int[] twiddleImaginary;

  /**
   * Creates the tables of a transform.
   *
   * @param length at least 2, with no prime factors but 2, 3 and 5
   */
  ComplexFft(FftArithmetic arithmetic, int length, boolean inverse) {
    this.arithmetic = arithmetic;
    this.length = length;
    this.inverse = inverse;
    this.numberBytes = 2 * arithmetic.bytes();
    this.radices = radices(length);
    this.places = places(length, radices);
    this.twiddleReal = new int[length];
    this.twiddleImaginary = new int[length];
    for (int i = 0; i < length; i++) {
      double phase = -2 * Math.PI * i / length;
      twiddleReal[i] = arithmetic.sample(Math.cos(phase));
      twiddleImaginary[i] = arithmetic.sample(Math.sin(inverse ? -phase : phase));
    }
  }

  private static int[] radices(int length) {
    int[] found = new int[Integer.SIZE];
    int count = 0;
    int rest = length;
    for (int radix : RADICES) {
      for (; rest % radix == 0; rest /= radix) {
        found[count++] = radix;
      }
    }
    if (rest != 1) {
      throw new IllegalArgumentException(
          "the length " + length + " has other prime factors than 2, 3 and 5");
    }
    return java.util.Arrays.copyOf(found, count);
  }

  /** Sorts the numbers of every stage by their index modulo its radix, outermost stage first. */
  private static int[] places(int length, int[] radices) {
    int[] places = new int[length];
    for (int i = 0; i < length; i++) {
      int rest = i;
      int block = length;
      for (int radix : radices) {
        block /= radix;
        places[i] += rest % radix * block;
        rest /= radix;
      }
    }
    return places;
  }

  int length() {
    return length;
  }

  /** Returns where the caller puts number {@code index} of the input before {@link #transform}. */
  int place(int index) {
    return places[index];
  }

  /** Returns the bytes of the tables. */
  long heldBytes() {
    return 12L * length;
  }

  /** Transforms the complex numbers from byte {@code at} on. */
  void transform(byte[] data, int at) {
    int span = 1;
    int stride = length;
    for (int stage = radices.length - 1; stage >= 0; stage--) {
      int radix = radices[stage];
      stride /= radix;
      for (int block = 0; block < length; block += span * radix) {
        int first = at + block * numberBytes;
        switch (radix) {
          case 2 -> butterflies2(data, first, span, stride);
          case 3 -> butterflies3(data, first, span, stride);
          case 4 -> butterflies4(data, first, span, stride);
          default -> butterflies5(data, first, span, stride);
        }
      }
      span *= radix;
    }
  }

  private int real(byte[] data, int at) {
    return arithmetic.load(data, at);
  }

  private int imaginary(byte[] data, int at) {
    return arithmetic.load(data, at + arithmetic.bytes());
  }

  private void store(byte[] data, int at, int real, int imaginary) {
    arithmetic.store(data, at, real);
    arithmetic.store(data, at + arithmetic.bytes(), imaginary);
  }

  /** Returns the real part of the scaled number at {@code at}, turned by a twiddle factor. */
  private int turnedReal(byte[] data, int at, int reciprocal, int twiddle) {
    return arithmetic.multiplySubtract(
        arithmetic.scale(real(data, at), reciprocal),
        twiddleReal[twiddle],
        arithmetic.scale(imaginary(data, at), reciprocal),
        twiddleImaginary[twiddle]);
  }

  private int turnedImaginary(byte[] data, int at, int reciprocal, int twiddle) {
    return arithmetic.multiplyAdd(
        arithmetic.scale(real(data, at), reciprocal),
        twiddleImaginary[twiddle],
        arithmetic.scale(imaginary(data, at), reciprocal),
        twiddleReal[twiddle]);
  }

  private void butterflies2(byte[] data, int first, int span, int stride) {
    FftArithmetic a = arithmetic;
    int reciprocal = a.reciprocal(2);
    int step = span * numberBytes;
    for (int i = 0; i < span; i++) {
      int at0 = first + i * numberBytes;
      int twiddle = i * stride;
      int at1 = at0 + step;
      int r0 = a.scale(real(data, at0), reciprocal);
      int i0 = a.scale(imaginary(data, at0), reciprocal);
      int r1 = turnedReal(data, at1, reciprocal, twiddle);
      int i1 = turnedImaginary(data, at1, reciprocal, twiddle);
      store(data, at0, a.add(r0, r1), a.add(i0, i1));
      store(data, at1, a.subtract(r0, r1), a.subtract(i0, i1));
    }
  }

  private void butterflies3(byte[] data, int first, int span, int stride) {
    FftArithmetic a = arithmetic;
    int reciprocal = a.reciprocal(3);
    int step = span * numberBytes;
    for (int i = 0; i < span; i++) {
      int at0 = first + i * numberBytes;
      int twiddle = i * stride;
      int at1 = at0 + step;
      int at2 = at1 + step;
      int r0 = a.scale(real(data, at0), reciprocal);
      int i0 = a.scale(imaginary(data, at0), reciprocal);
      int r1 = turnedReal(data, at1, reciprocal, twiddle);
      int i1 = turnedImaginary(data, at1, reciprocal, twiddle);
      int r2 = turnedReal(data, at2, reciprocal, 2 * twiddle);
      int i2 = turnedImaginary(data, at2, reciprocal, 2 * twiddle);
      int rSum = a.add(r1, r2);
      int iSum = a.add(i1, i2);
      int sine = twiddleImaginary[length / 3];
      int rTurn = a.multiply(a.subtract(r1, r2), sine);
      int iTurn = a.multiply(a.subtract(i1, i2), sine);
      int rMiddle = a.subtract(r0, a.halfOfDifference(rSum, 0));
      int iMiddle = a.subtract(i0, a.halfOfDifference(iSum, 0));
      store(data, at0, a.add(r0, rSum), a.add(i0, iSum));
      store(data, at1, a.subtract(rMiddle, iTurn), a.add(iMiddle, rTurn));
      store(data, at2, a.add(rMiddle, iTurn), a.subtract(iMiddle, rTurn));
    }
  }

  private void butterflies4(byte[] data, int first, int span, int stride) {
    FftArithmetic a = arithmetic;
    int reciprocal = a.reciprocal(4);
    int step = span * numberBytes;
    for (int i = 0; i < span; i++) {
      int at0 = first + i * numberBytes;
      int twiddle = i * stride;
      int at1 = at0 + step;
      int at2 = at1 + step;
      int at3 = at2 + step;
      int r0 = a.scale(real(data, at0), reciprocal);
      int i0 = a.scale(imaginary(data, at0), reciprocal);
      int r1 = turnedReal(data, at1, reciprocal, twiddle);
      int i1 = turnedImaginary(data, at1, reciprocal, twiddle);
      int r2 = turnedReal(data, at2, reciprocal, 2 * twiddle);
      int i2 = turnedImaginary(data, at2, reciprocal, 2 * twiddle);
      int r3 = turnedReal(data, at3, reciprocal, 3 * twiddle);
      int i3 = turnedImaginary(data, at3, reciprocal, 3 * twiddle);
      int rEven = a.add(r0, r2);
      int iEven = a.add(i0, i2);
      int rOdd = a.add(r1, r3);
      int iOdd = a.add(i1, i3);
      int rEvenGap = a.subtract(r0, r2);
      int iEvenGap = a.subtract(i0, i2);
      int rOddGap = a.subtract(r1, r3);
      int iOddGap = a.subtract(i1, i3);
      store(data, at0, a.add(rEven, rOdd), a.add(iEven, iOdd));
      store(data, at2, a.subtract(rEven, rOdd), a.subtract(iEven, iOdd));
      int forward = inverse ? at3 : at1;
      int backward = inverse ? at1 : at3;
      store(data, forward, a.add(rEvenGap, iOddGap), a.subtract(iEvenGap, rOddGap));
      store(data, backward, a.subtract(rEvenGap, iOddGap), a.add(iEvenGap, rOddGap));
    }
  }

  private void butterflies5(byte[] data, int first, int span, int stride) {
    FftArithmetic a = arithmetic;
    int reciprocal = a.reciprocal(5);
    int step = span * numberBytes;
    for (int i = 0; i < span; i++) {
      int at0 = first + i * numberBytes;
      int twiddle = i * stride;
      int at1 = at0 + step;
      int at2 = at1 + step;
      int at3 = at2 + step;
      int at4 = at3 + step;
      int r0 = a.scale(real(data, at0), reciprocal);
      int i0 = a.scale(imaginary(data, at0), reciprocal);
      int r1 = turnedReal(data, at1, reciprocal, twiddle);
      int i1 = turnedImaginary(data, at1, reciprocal, twiddle);
      int r2 = turnedReal(data, at2, reciprocal, 2 * twiddle);
      int i2 = turnedImaginary(data, at2, reciprocal, 2 * twiddle);
      int r3 = turnedReal(data, at3, reciprocal, 3 * twiddle);
      int i3 = turnedImaginary(data, at3, reciprocal, 3 * twiddle);
      int r4 = turnedReal(data, at4, reciprocal, 4 * twiddle);
      int i4 = turnedImaginary(data, at4, reciprocal, 4 * twiddle);
      int rOuter = a.add(r1, r4);
      int iOuter = a.add(i1, i4);
      int rInner = a.add(r2, r3);
      int iInner = a.add(i2, i3);
      int rOuterGap = a.subtract(r1, r4);
      int iOuterGap = a.subtract(i1, i4);
      int rInnerGap = a.subtract(r2, r3);
      int iInnerGap = a.subtract(i2, i3);
      store(data, at0, a.add(r0, a.add(rOuter, rInner)), a.add(i0, a.add(iOuter, iInner)));

      // The fifth roots of one: cosine and sine of one and of two fifths of a turn.
      int cosine1 = twiddleReal[length / 5];
      int sine1 = twiddleImaginary[length / 5];
      int cosine2 = twiddleReal[length / 5 * 2];
      int sine2 = twiddleImaginary[length / 5 * 2];
      int rNear = weighted(r0, rOuter, cosine1, rInner, cosine2);
      int iNear = weighted(i0, iOuter, cosine1, iInner, cosine2);
      int rNearTurn = a.add(a.multiply(iOuterGap, sine1), a.multiply(iInnerGap, sine2));
      int iNearTurn =
          a.subtract(a.negate(a.multiply(rOuterGap, sine1)), a.multiply(rInnerGap, sine2));
      store(data, at1, a.subtract(rNear, rNearTurn), a.subtract(iNear, iNearTurn));
      store(data, at4, a.add(rNear, rNearTurn), a.add(iNear, iNearTurn));

      int rFar = weighted(r0, rOuter, cosine2, rInner, cosine1);
      int iFar = weighted(i0, iOuter, cosine2, iInner, cosine1);
      int rFarTurn = a.add(a.negate(a.multiply(iOuterGap, sine2)), a.multiply(iInnerGap, sine1));
      int iFarTurn = a.subtract(a.multiply(rOuterGap, sine2), a.multiply(rInnerGap, sine1));
      store(data, at2, a.add(rFar, rFarTurn), a.add(iFar, iFarTurn));
      store(data, at3, a.subtract(rFar, rFarTurn), a.subtract(iFar, iFarTurn));
    }
  }

  private int weighted(int x, int outer, int outerWeight, int inner, int innerWeight) {
    return arithmetic.add(
        arithmetic.add(x, arithmetic.multiply(outer, outerWeight)),
        arithmetic.multiply(inner, innerWeight));
  }
}
