/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import org.tflm4j.kernels.jit.support.DotForm;

/**
 * The values that a pixel's dot products read: {@code rows} times {@code columns} runs of
 * contiguous values. Runs are read in dwords. Where a run does not fill its dwords, the last one
 * reads beyond it, or begins earlier if nothing may be read there; its weights for values that do
 * not count are 0.
 *
 * @param rows runs one below the other, {@code rowStride} values apart
 * @param rowStride values
 * @param columns runs beside each other, {@code columnStride} values apart
 * @param columnStride values
 * @param values length of a run
 * @param form how many values a dword has
 * @param readsBeyond true if a whole dword may be read at the end of a run; otherwise a run has at
 *     least as many values as a dword
 */
public record Segments(
    int rows,
    int rowStride,
    int columns,
    int columnStride,
    int values,
    DotForm form,
    boolean readsBeyond) {
  /** Checks that every dword can be read. */
  public Segments {
    if (!readsBeyond && values < form.laneValues()) {
      throw new IllegalArgumentException("a run of " + values + " values has no dword");
    }
  }

  /** Returns one run. */
  public static Segments one(int values, DotForm form, boolean readsBeyond) {
    return new Segments(1, 0, 1, 0, values, form, readsBeyond);
  }

  /** Returns the dwords of a run. */
  public int dwords() {
    return (values + form.laneValues() - 1) / form.laneValues();
  }

  /** Returns the dwords of a pixel. */
  public int totalDwords() {
    return rows * columns * dwords();
  }

  /** Returns the products of a pixel and an output channel. */
  public int taps() {
    return rows * columns * values;
  }

  /** Returns where dword {@code index} of a run begins, in values from the start of the run. */
  public int dwordAt(int index) {
    return !readsBeyond && index == dwords() - 1
        ? values - form.laneValues()
        : form.laneValues() * index;
  }

  /**
   * Returns which value of its run a value of a dword is, -1 if it does not count: behind the run,
   * or read by the dword before.
   */
  public int valueOf(int dword, int index) {
    int at = dwordAt(dword) + index;
    return at >= values || at < form.laneValues() * dword ? -1 : at;
  }
}
