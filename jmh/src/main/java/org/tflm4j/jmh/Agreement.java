/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh;

import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/** How far the elements of tensors are from those of the reference provider. */
final class Agreement {
  /** How far the order of additions may move floats. */
  private static final float RELATIVE = 1e-4f;

  private static final float ABSOLUTE = 1e-5f;

  private boolean exact = true;
  private boolean withinTolerance = true;
  private double largest;
  private double difference;
  private double magnitude;

  /** Compares the elements of an output with those of the reference's tensor. */
  void add(Tensor expected, byte[] elements) {
    if (elements.length != expected.byteSize()) {
      throw new IllegalStateException(
          "%d bytes for %s, which has %d"
              .formatted(elements.length, expected, expected.byteSize()));
    }
    Tensor got = new Tensor(expected.spec(), elements, 0);
    boolean real = expected.type() == TensorType.FLOAT32;
    for (int i = 0; i < expected.elementCount(); i++) {
      double want = real ? expected.float32At(i) : expected.integerAt(i);
      double have = real ? got.float32At(i) : got.integerAt(i);
      // A NaN differs from everything but a NaN.
      double distance = Double.compare(want, have) == 0 ? 0 : Math.abs(have - want);
      exact &= distance == 0;
      withinTolerance &= distance <= (real ? RELATIVE * Math.abs(want) + ABSOLUTE : 0);
      largest = Math.max(largest, distance);
      difference += distance;
      magnitude += Math.abs(want);
    }
  }

  /** Returns true if integers are equal and floats as close as the order of additions allows. */
  boolean isWithinTolerance() {
    return withinTolerance;
  }

  /**
   * Returns true if the outputs are those of the same network with other rounding: their mean
   * difference is at most a quarter of their mean magnitude.
   */
  boolean isAlike() {
    return difference <= 0.25 * magnitude + ABSOLUTE;
  }

  /** Describes how large the difference is. */
  @Override
  public String toString() {
    if (exact) {
      return "outputs are the reference provider's bit for bit";
    }
    return "outputs differ from the reference provider's by at most %.3g (mean %.3g %% of their size)"
        .formatted(largest, magnitude == 0 ? 0 : 100 * difference / magnitude);
  }
}
