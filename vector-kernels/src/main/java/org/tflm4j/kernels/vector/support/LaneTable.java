/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

/**
 * Looks up int lanes in a table, one at a time. Machines that gather a vector from a table are
 * hardly faster, the others far slower.
 */
public final class LaneTable {
  private LaneTable() {}

  /** Replaces {@code count} lanes, each an index, by the entries of the table. */
  public static void lookUp(int[] table, float[] lanes, int at, int count) {
    for (int i = at; i < at + count; i++) {
      lanes[i] = Float.intBitsToFloat(table[Float.floatToRawIntBits(lanes[i])]);
    }
  }
}
