/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

import org.tflm4j.api.quantization.FixedPoint;

/**
 * Finds scale and addend of one channel's float formula, with a proof that it equals TFLM's
 * fixed-point arithmetic for every accumulator in a range. An object serves many channels in turn.
 *
 * <p><b>Steps.</b> Let S = multiplier * 2^(shift - 31), exactly, and v = x * S. By {@link
 * SidedRounding} the reference reaches k at the least x with {@code x * multiplier >= N(k)}, where
 * {@code N(k) = (2k - 1) * 2^(30 - shift)}, less 2^30 for k &gt; 0 and plus 2^30 for k &lt;= 0
 * where the shift is to the right. Call it X(k), and D(k) = X(k) * multiplier - N(k), from 0 to
 * multiplier - 1. From k to k + 1, N grows by a constant, so D goes around modulo the multiplier:
 * no division.
 *
 * <p><b>Conditions.</b> Formula and reference are monotone, so they are equal if for each k within
 * clamp and reach the formula gives at least k at X(k) and less than k at X(k) - 1. Let s = S +
 * sigma be the scale, d the reference's nudge, d + beta the one that is added, W = x * s + d + beta
 * without rounding, c = k - 1/2 (in ONE_SIDED with the zero point in k), h half an ulp of c. With u
 * = 2^(shift - 31) the algebra of the steps leaves
 *
 * <pre>
 *   W(X)     - c = D * u + X * sigma + beta
 *   W(X - 1) - c = (D - multiplier) * u + (X - 1) * sigma + beta
 * </pre>
 *
 * <p>The fused multiply-add rounds W to a float. c is a float, the tie of the last rounding. For
 * odd k the tie goes to k - 1, so that k is reached if W &gt; c + h, and is not reached if W &lt; c
 * + h. For even k the tie goes to k: the limit is c - h. (c + h and c - h are ties themselves;
 * strict inequalities leave them out. h is half an ulp on that side of c too: c is a power of two
 * only at 1/2 and -1/2, where the limits lie on the far side.) So, with tau = h for odd k and -h
 * for even k, the conditions are linear in beta:
 *
 * <pre>
 *   tau - D * u - X * sigma  &lt;  beta  &lt;  tau + (multiplier - D) * u - (X - 1) * sigma
 * </pre>
 *
 * <p>For k &lt;= 0 in TWO_SIDED the nudge has the other sign: -beta stands for beta.
 *
 * <p><b>Few are checked.</b> |tau| &lt;= hMax, |X * sigma| &lt;= |sigma / S| * (kMax + 1 + S),
 * |beta| is bounded by choice; where D * u and (multiplier - D) * u both exceed the sum of the
 * three the conditions hold. Only steps inside this window, found while D goes around, are looked
 * at: some 5 of 255. Accumulators beyond 2^24 are rounded when converted, by at most 2^-24 of their
 * magnitude; then (kMax + 1 + S) * 2^-24 is added on either side.
 *
 * <p>All of this is computed in doubles. S, s, u and sigma are exact there; what rounds is smaller
 * than 2^-5 and has relative errors of a few 2^-53, far below {@link #SLACK}.
 */
final class FloatProof {
  /** Covers the rounding of the proof's own arithmetic. */
  private static final double SLACK = 0x1p-45;

  /** More steps than this cannot be told apart by floats, whose ulp is then near a step's width. */
  private static final int MOST_STEPS = 1024;

  /** Beyond, zero point and rounding might leave the ints. */
  private static final int LARGEST_PRODUCT = 1 << 30;

  /** Windows this many times smaller than the multiplier are jumped to, not walked to. */
  private static final int DENSE = 64;

  /** Neighbours of the nearest float, above and below, that are tried as scale at first. */
  private static final int NEAR = 2;

  /** Neighbours that are tried where the near ones do not serve. */
  private static final int FAR = 8;

  private final SidedRounding rounding;
  private final boolean oneSided;
  private final int zeroPoint;
  private final int min;
  private final int max;

  // The channel.
  private int multiplier;
  private int shift;
  private double exactScale;
  private double unit;
  private double nudge;
  private int firstStep;
  private int lastStep;
  private boolean positive;
  private double conversionError;

  // Steps inside the window.
  private int steps;
  private final long[] stepAt = new long[MOST_STEPS];
  private final double[] above = new double[MOST_STEPS];
  private final double[] tau = new double[MOST_STEPS];
  private final boolean[] mirrored = new boolean[MOST_STEPS];

  // The result.
  private float scale;
  private float addend;
  private int repairedAccumulator;
  private int repairStep;

  FloatProof(SidedRounding rounding, int zeroPoint, int min, int max) {
    this.rounding = rounding;
    this.oneSided = rounding == SidedRounding.ONE_SIDED;
    this.zeroPoint = zeroPoint;
    this.min = min;
    this.max = max;
  }

  float scale() {
    return scale;
  }

  float addend() {
    return addend;
  }

  int repairedAccumulator() {
    return repairedAccumulator;
  }

  int repairStep() {
    return repairStep;
  }

  FloatForm form() {
    return new FloatForm(scale, addend, rounding, repairedAccumulator, repairStep);
  }

  /**
   * Returns true if a formula was proven; the getters then describe it. Arguments as in {@link
   * Requantization#of}.
   */
  boolean prove(int multiplier, int shift, int accMin, int accMax) {
    this.repairedAccumulator = FloatForm.NO_REPAIR;
    this.repairStep = 0;
    if (multiplier < 0 || shift < -31 || leftShiftOverflows(shift, accMin, accMax)) {
      return false;
    }
    this.multiplier = multiplier;
    this.shift = shift;
    this.unit = 1.0 / (1L << (31 - shift));
    this.exactScale = multiplier * unit;
    this.nudge = shift < 0 ? unit * (1 << 30) : 0;
    // Within: the formula's float is below 2^31, so that vcvtps2dq does not overflow.
    if (accMin * exactScale < -LARGEST_PRODUCT || accMax * exactScale > LARGEST_PRODUCT) {
      return false;
    }
    int low = product(accMin);
    int high = product(accMax);
    this.positive = min >= zeroPoint || low >= 0;
    if (clamp(low) == clamp(high)) {
      return constant(clamp(low), accMin, accMax);
    }
    if (oneSided && !(positive || max <= zeroPoint || high <= 0 || shift >= 0)) {
      return false;
    }
    // One step more on either side, where the clamp has them, says what holds at the ends of the
    // reach: the formula does not fall below the reference at accMin nor exceed it at accMax.
    this.firstStep = Math.max(low, min - zeroPoint + 1);
    this.lastStep = Math.min(high + 1, max - zeroPoint);
    return lastStep - firstStep < MOST_STEPS && search();
  }

  private static boolean leftShiftOverflows(int shift, int accMin, int accMax) {
    return shift > 0
        && (accMin << shift >> shift != accMin || accMax << shift >> shift != accMax || shift > 30);
  }

  private int clamp(int product) {
    return Math.min(Math.max(product + zeroPoint, min), max);
  }

  /**
   * Returns the reference's product, or any on the same side of the clamp: rounding moves a product
   * by at most 3/4.
   */
  private int product(int accumulator) {
    double exact = accumulator * exactScale;
    return exact < min - zeroPoint - 1
        ? min - zeroPoint - 1
        : exact > max - zeroPoint + 1
            ? max - zeroPoint + 1
            : FixedPoint.multiply(accumulator, multiplier, shift);
  }

  /** All accumulators give the same output. */
  private boolean constant(int output, int accMin, int accMax) {
    scale = 0;
    addend = oneSided ? output : 0;
    if (oneSided || output == clamp(0)) {
      return true;
    }
    scale = (float) exactScale;
    addend = (float) nudge;
    return result(accMin) == output && result(accMax) == output;
  }

  /** What the formula gives for one accumulator. */
  private int result(int accumulator) {
    int result = FloatInstructions.requantize(accumulator, form(), zeroPoint);
    return Math.min(Math.max(result, min), max);
  }

  private boolean search() {
    int offset = oneSided ? zeroPoint : 0;
    // |X * S| and |(X - 1) * S| are at most |k| + 1/2 + d + S.
    double most = Math.max(Math.abs(firstStep), Math.abs(lastStep)) + 1 + exactScale;
    double halfUlp = Math.max(halfUlp(firstStep + offset - 0.5), halfUlp(lastStep + offset - 0.5));
    conversionError = most / exactScale > 0x1p24 ? most * 0x1p-24 : 0;

    float nearest = (float) exactScale;
    double deviation = Math.abs(nearest / exactScale - 1);
    double freedom = 2 * halfUlp;
    findSteps(halfUlp + deviation * most + freedom + conversionError);
    if (fit(nearest, freedom)) {
      return true;
    }

    // A repair costs less than a wide search, which for most of these channels finds no more.
    for (int neighbours = NEAR; neighbours <= FAR; neighbours += FAR - NEAR) {
      freedom *= 4;
      findSteps(halfUlp + (deviation + neighbours * 0x1p-23) * most + freedom + conversionError);
      for (int i = 0; i <= 2 * neighbours; i++) {
        if (fit(neighbour(nearest, i), freedom)) {
          return true;
        }
      }
      if (fitButOne(nearest, freedom)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the float itself, the next above, the next below, the second above and so on. */
  private static float neighbour(float value, int index) {
    int distance = (index & 1) != 0 ? (index + 1) / 2 : -index / 2;
    return Float.intBitsToFloat(Float.floatToRawIntBits(value) + distance);
  }

  /** Collects the steps that have an accumulator within {@code margin} of their position. */
  private void findSteps(double margin) {
    steps = 0;
    double units = (margin + SLACK) / unit + 1;
    int window = units < multiplier / 2 ? (int) units + 1 : multiplier / 2 + 1;
    long half = shift < 0 ? 1L << 30 : 0;
    if (oneSided) {
      findSteps(firstStep, lastStep, positive ? -half : half, window, false);
    } else {
      findSteps(firstStep, Math.min(lastStep, 0), half, window, true);
      findSteps(Math.max(firstStep, 1), lastStep, -half, window, false);
    }
  }

  private void findSteps(int from, int to, long offset, int window, boolean mirror) {
    if (from > to) {
      return;
    }
    // No overflow: a step in reach has |N| <= 2^62, as |x| and the multiplier are at most 2^31; the
    // steps beyond either end add at most 2^(31 - shift), and one with shift -31 is at most 3 *
    // 2^61 away from 0.
    long period = 1L << (31 - shift);
    long first = ((2L * from - 1) << (30 - shift)) + offset;
    int modulus = multiplier;
    int increment = modulus - 1 - (int) ((period - 1) % modulus);
    // The distance D plus the window, modulo the multiplier: below twice the window where D is
    // within the window of 0 on either side.
    int distance = (int) ((window - first) % modulus);
    distance += modulus & (distance >> 31);
    boolean few = window < modulus / DENSE;
    int limit = window > modulus / 2 ? modulus : 2 * window;
    int k = from;
    while (k <= to) {
      if (distance < limit) {
        int d = distance - window;
        add(k, first + (k - from) * period, d + (modulus & (d >> 31)), mirror);
      } else if (few) {
        long ahead =
            ResidueSearch.first(
                increment, modulus, modulus - distance, modulus - distance + limit - 1);
        if (ahead < 0 || ahead > to - k) {
          return;
        }
        k += (int) ahead;
        distance = (int) ((distance + ahead * increment) % modulus);
        continue;
      }
      k++;
      distance += increment - modulus;
      distance += modulus & (distance >> 31);
    }
  }

  private void add(int k, long position, int distance, boolean mirror) {
    int output = oneSided ? k + zeroPoint : k;
    double halfUlp = halfUlp(output - 0.5);
    stepAt[steps] = (position + distance) / multiplier;
    above[steps] = distance * unit;
    tau[steps] = (output & 1) != 0 ? halfUlp : -halfUlp;
    mirrored[steps] = mirror;
    steps++;
  }

  /**
   * Half an ulp of a float from 1/2 to 2^15 in magnitude; Math.ulp takes longer when interpreted.
   */
  private static double halfUlp(double tie) {
    double magnitude = tie < 0 ? -tie : tie;
    double power = magnitude < 16 ? 8 : 1 << 14;
    while (power > magnitude) {
      power /= 2;
    }
    return power * 0x1p-24;
  }

  /** Looks for an addend that meets the conditions of all steps, with beta within the freedom. */
  private boolean fit(float candidate, double freedom) {
    double sigma = candidate - exactScale;
    double least = !oneSided ? Math.max(-freedom, -nudge) : -freedom;
    double greatest = freedom;
    double margin = conversionError + SLACK;
    for (int i = 0; i < steps && least <= greatest; i++) {
      double low = tau[i] - above[i] - stepAt[i] * sigma + margin;
      double high = low + exactScale + sigma - 2 * margin;
      double from = mirrored[i] ? -high : low;
      double to = mirrored[i] ? -low : high;
      least = from > least ? from : least;
      greatest = to < greatest ? to : greatest;
    }
    if (least > greatest) {
      return false;
    }
    double base = base();
    float middle = (float) (base + (least + greatest) / 2);
    double beta = middle - base;
    scale = candidate;
    addend = middle;
    return beta >= least && beta <= greatest;
  }

  /** Looks for scale and addend that meet all conditions but one, and repairs that one. */
  private boolean fitButOne(float nearest, double freedom) {
    double base = base();
    double grain = Math.max(Math.ulp((float) base), freedom / 16);
    for (int i = 0; i <= 2 * NEAR; i++) {
      scale = neighbour(nearest, i);
      double sigma = scale - exactScale;
      for (int j = 0; j <= 16; j++) {
        addend = (float) (base + ((j & 1) != 0 ? (j + 1) / 2 : -j / 2) * grain);
        double beta = addend - base;
        boolean allowed = Math.abs(beta) <= freedom && (oneSided || addend >= 0);
        if (allowed && failures(sigma, beta) == 1 && repairWorks()) {
          return true;
        }
        repairedAccumulator = FloatForm.NO_REPAIR;
        repairStep = 0;
      }
    }
    return false;
  }

  /** Counts unmet conditions up to 2 and notes how to repair the last. */
  private int failures(double sigma, double beta) {
    double margin = conversionError + SLACK;
    int failures = 0;
    for (int i = 0; i < steps && failures < 2; i++) {
      double signed = mirrored[i] ? -beta : beta;
      double low = tau[i] - above[i] - stepAt[i] * sigma + margin;
      double high = low + exactScale + sigma - 2 * margin;
      if (signed < low) {
        failures++;
        repair(stepAt[i], 1);
      }
      if (signed > high) {
        failures++;
        repair(stepAt[i] - 1, -1);
      }
    }
    return failures;
  }

  private void repair(long accumulator, int step) {
    repairedAccumulator = Math.clamp(accumulator, Integer.MIN_VALUE + 1, Integer.MAX_VALUE - 1);
    repairStep = step;
  }

  /**
   * Returns true if the repaired accumulator gets the reference's output from its neighbour. As the
   * formula is monotone, all accumulators beyond that neighbour are on the right side, too.
   */
  private boolean repairWorks() {
    return result(repairedAccumulator)
        == clamp(FixedPoint.multiply(repairedAccumulator, multiplier, shift));
  }

  /** The addend for beta = 0. */
  private double base() {
    return oneSided ? zeroPoint + (positive ? nudge : -nudge) : nudge;
  }
}
