/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.memory;

import java.util.Arrays;
import java.util.List;

/**
 * Where each buffer lies.
 *
 * @param buffers what was asked for
 * @param offsets where it lies, in the same order
 * @param size the end of the highest buffer
 */
public record MemoryPlan(List<BufferRequest> buffers, List<Integer> offsets, long size) {
  /** Copies the lists. */
  public MemoryPlan {
    buffers = List.copyOf(buffers);
    offsets = List.copyOf(offsets);
  }

  /** Returns the plan with the given offsets. */
  static MemoryPlan of(List<BufferRequest> buffers, int[] offsets) {
    long size = 0;
    for (int i = 0; i < offsets.length; i++) {
      size = Math.max(size, (long) offsets[i] + buffers.get(i).bytes());
    }
    return new MemoryPlan(buffers, Arrays.stream(offsets).boxed().toList(), size);
  }

  /**
   * Returns the bytes that lie in use at a point of time; bytes that two buffers share count once.
   */
  public long bytesInUse(int time) {
    int[] live = live(time);
    long bytes = 0;
    long covered = 0;
    for (int i : live) {
      long from = Math.max(covered, offsets.get(i));
      long to = (long) offsets.get(i) + buffers.get(i).bytes();
      bytes += Math.max(0, to - from);
      covered = Math.max(covered, to);
    }
    return bytes;
  }

  /** Returns the indices of the buffers in use at a point of time, by rising offset. */
  private int[] live(int time) {
    return java.util.stream.IntStream.range(0, buffers.size())
        .filter(i -> buffers.get(i).firstUsed() <= time && time <= buffers.get(i).lastUsed())
        .boxed()
        .sorted(java.util.Comparator.comparing(offsets::get))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
