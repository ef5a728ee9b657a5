/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh.compare;

import java.util.Locale;
import java.util.OptionalDouble;

/** Writes figures with about three digits, the same in every locale. */
final class Figures {
  private Figures() {}

  /** Returns for example {@code 5,529 us}, or a dash. */
  static String time(OptionalDouble microseconds) {
    return microseconds.isEmpty() ? "–" : digits(microseconds.getAsDouble()) + " us";
  }

  /** Returns for example {@code 12.0}, or a dash. */
  static String ratio(OptionalDouble ratio) {
    return ratio.isEmpty() ? "–" : digits(ratio.getAsDouble());
  }

  private static String digits(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
