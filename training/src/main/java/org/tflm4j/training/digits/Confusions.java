/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.digits;

/** How often each digit was read as which. */
public final class Confusions {
  /** The seed of drawings that no model learns from: training takes seeds that are not negative. */
  public static final long HELD_OUT_SEED = -1;

  private final int[][] counts = new int[10][10];
  private int drawings;
  private int right;

  /** Shows {@code drawings} held-out drawings to a model. */
  public static Confusions of(DigitReader reader, int drawings) {
    Confusions confusions = new Confusions();
    Handwriting writer = new Handwriting(HELD_OUT_SEED);
    for (int i = 0; i < drawings; i++) {
      int digit = writer.digit();
      confusions.add(digit, reader.read(writer.draw(digit)));
    }
    return confusions;
  }

  private void add(int digit, int read) {
    counts[digit][read]++;
    drawings++;
    right += digit == read ? 1 : 0;
  }

  /** Returns how often one digit was read as another, or as itself. */
  public int count(int digit, int read) {
    return counts[digit][read];
  }

  /** Returns the share that was read right, 0 to 1. */
  public double accuracy() {
    return (double) right / drawings;
  }
}
