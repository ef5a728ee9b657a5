/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.comparison;

/**
 * How far FLOAT32 elements may be apart and still count as equal. Elements of other types are equal
 * or they are not.
 *
 * @param absolute the distance that is always allowed
 * @param relative the distance that is allowed for each unit of the expected magnitude
 */
public record Tolerance(double absolute, double relative) {
  /** Checks the numbers. */
  public Tolerance {
    if (!(absolute >= 0) || !(relative >= 0)) {
      throw new IllegalArgumentException("tolerances " + absolute + " and " + relative);
    }
  }

  /** Returns true if the numbers are close enough; two that are not a number are equal. */
  boolean accepts(float expected, float got) {
    return Float.floatToIntBits(expected) == Float.floatToIntBits(got)
        || Math.abs((double) expected - got) <= absolute + relative * Math.abs((double) expected);
  }
}
