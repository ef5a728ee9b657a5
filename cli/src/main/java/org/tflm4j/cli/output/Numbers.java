/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Writes numbers as people read them, the same in every locale. */
public final class Numbers {
  private static final MathContext DIGITS = new MathContext(5);

  private Numbers() {}

  /** Returns a real number with five significant digits and no trailing zeros. */
  public static String real(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return value == 0 ? "0" : Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    double magnitude = Math.abs(value);
    return magnitude >= 1e-5 && magnitude < 1e9 ? rounded.toPlainString() : rounded.toString();
  }

  /** Returns a count with commas between the thousands. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Returns {@code 1 frame}, {@code 2 frames}. */
  public static String count(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /** Returns a duration in the unit that suits it. */
  public static String nanoseconds(double value) {
    if (value < 1e3) {
      return real(value) + " ns";
    }
    if (value < 1e6) {
      return real(value / 1e3) + " us";
    }
    return value < 1e9 ? real(value / 1e6) + " ms" : real(value / 1e9) + " s";
  }
}
