/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.kernel;

/**
 * Works out how closely the writes of a kernel may follow its reads: for kernels that compute their
 * output piece by piece from pieces of an input. Give it the steps of the kernel from the last to
 * the first.
 *
 * <pre>{@code
 * OverlapSteps steps = new OverlapSteps();
 * for (int row = rows - 1; row >= 0; row--) {
 *   steps.readThenWrite(row * inputRowBytes, (row + 1) * outputRowBytes);
 * }
 * return List.of(steps.overlap(0));
 * }</pre>
 */
public final class OverlapSteps {
  /** The first byte of the input that is read in the steps so far, counted from its start. */
  private long firstRead = Long.MAX_VALUE;

  private long distance = Long.MIN_VALUE;

  /** Creates the steps of a kernel, none so far. */
  public OverlapSteps() {}

  /**
   * Adds the step before those so far: one that reads all it needs before it writes anything.
   *
   * @param readFrom the first byte of the input that it reads
   * @param writtenTo the byte behind the last one of the output that it writes
   */
  public void readThenWrite(long readFrom, long writtenTo) {
    write(writtenTo);
    read(readFrom);
  }

  /**
   * Adds the step before those so far: one that writes some of its results before it has read all.
   *
   * @param readFrom the first byte of the input that it reads
   * @param writtenTo the byte behind the last one of the output that it writes
   */
  public void readAndWrite(long readFrom, long writtenTo) {
    read(readFrom);
    write(writtenTo);
  }

  private void read(long from) {
    firstRead = Math.min(firstRead, from);
  }

  private void write(long to) {
    if (firstRead != Long.MAX_VALUE) {
      distance = Math.max(distance, to - firstRead);
    }
  }

  /** Returns how the output may lie over the input that the steps read. */
  public InputOverlap overlap(int input) {
    return InputOverlap.behind(input, Math.clamp(distance, -Integer.MAX_VALUE, Integer.MAX_VALUE));
  }
}
