/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

/**
 * The bytes that a pixel's dot products read: {@code rows} times {@code columns} runs of contiguous
 * bytes. Runs are read in dwords. Where a run is no multiple of four, the last dword reads beyond
 * it, or begins earlier if nothing may be read there; its weights for bytes that do not count are
 * 0.
 *
 * @param rows runs one below the other, {@code rowStride} bytes apart
 * @param rowStride bytes
 * @param columns runs beside each other, {@code columnStride} bytes apart
 * @param columnStride bytes
 * @param bytes length of a run
 * @param readsBeyond true if up to three bytes behind a run may be read; otherwise a run has at
 *     least four bytes
 */
public record Segments(
    int rows, int rowStride, int columns, int columnStride, int bytes, boolean readsBeyond) {
  /** Checks that every dword can be read. */
  public Segments {
    if (!readsBeyond && bytes < Integer.BYTES) {
      throw new IllegalArgumentException("a run of " + bytes + " bytes has no dword");
    }
  }

  /** Returns one run. */
  public static Segments one(int bytes, boolean readsBeyond) {
    return new Segments(1, 0, 1, 0, bytes, readsBeyond);
  }

  /** Returns the dwords of a run. */
  public int dwords() {
    return (bytes + 3) / 4;
  }

  /** Returns the dwords of a pixel. */
  public int totalDwords() {
    return rows * columns * dwords();
  }

  /** Returns where dword {@code index} of a run begins, in bytes from the start of the run. */
  public int dwordAt(int index) {
    return !readsBeyond && index == dwords() - 1 ? bytes - Integer.BYTES : Integer.BYTES * index;
  }

  /**
   * Returns which byte of its run a byte of a dword is, -1 if it does not count: behind the run, or
   * read by the dword before.
   */
  public int byteOf(int dword, int index) {
    int at = dwordAt(dword) + index;
    return at >= bytes || at < Integer.BYTES * dword ? -1 : at;
  }
}
