/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.memory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which buffers are in use at the same time, so that they must lie apart, and where one may lie
 * over another nevertheless.
 */
final class Conflicts {
  /** No distance at all is allowed: the range is empty. */
  private static final int NOWHERE = 1;

  private final int[] bytes;

  /** The buffers in use at the same time as each buffer. */
  private final int[][] neighbours;

  /**
   * Offsets from the neighbour's start at which the buffer may begin although both overlap: least
   * and greatest, parallel to {@link #neighbours}; null for buffers that must lie apart from all.
   */
  private final int[][] minOffsets;

  private final int[][] maxOffsets;

  private Conflicts(List<BufferRequest> buffers, int[][] neighbours) {
    this.bytes = buffers.stream().mapToInt(BufferRequest::bytes).toArray();
    this.neighbours = neighbours;
    this.minOffsets = new int[bytes.length][];
    this.maxOffsets = new int[bytes.length][];
    for (int i = 0; i < bytes.length; i++) {
      for (BufferRequest.Overlap overlap : buffers.get(i).overlaps()) {
        allow(i, overlap.buffer(), -overlap.maxDistance(), -overlap.minDistance());
        allow(overlap.buffer(), i, overlap.minDistance(), overlap.maxDistance());
      }
    }
  }

  /**
   * Finds the conflicts.
   *
   * @param maxPairs how many pairs are followed at most
   * @return null if there are more
   */
  static Conflicts of(List<BufferRequest> buffers, int maxPairs) {
    int count = buffers.size();
    int[] byFirstUse =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingInt(i -> buffers.get(i).firstUsed()))
            .mapToInt(Integer::intValue)
            .toArray();
    int[][] neighbours = new int[count][4];
    int[] degrees = new int[count];
    int[] open = new int[count];
    int openCount = 0;
    long pairs = 0;
    for (int i : byFirstUse) {
      int stillOpen = 0;
      for (int k = 0; k < openCount; k++) {
        int other = open[k];
        if (buffers.get(other).lastUsed() >= buffers.get(i).firstUsed()) {
          open[stillOpen++] = other;
          add(neighbours, degrees, i, other);
          add(neighbours, degrees, other, i);
        }
      }
      pairs += stillOpen;
      if (pairs > maxPairs) {
        return null;
      }
      open[stillOpen] = i;
      openCount = stillOpen + 1;
    }
    for (int i = 0; i < count; i++) {
      neighbours[i] = Arrays.copyOf(neighbours[i], degrees[i]);
    }
    return new Conflicts(buffers, neighbours);
  }

  private static void add(int[][] neighbours, int[] degrees, int i, int other) {
    if (degrees[i] == neighbours[i].length) {
      neighbours[i] = Arrays.copyOf(neighbours[i], 2 * degrees[i]);
    }
    neighbours[i][degrees[i]++] = other;
  }

  /** Allows buffer {@code i} to begin at these offsets from the start of {@code other}. */
  private void allow(int i, int other, int min, int max) {
    for (int k = 0; k < neighbours[i].length; k++) {
      if (neighbours[i][k] == other) {
        if (minOffsets[i] == null) {
          minOffsets[i] = new int[neighbours[i].length];
          maxOffsets[i] = new int[neighbours[i].length];
          Arrays.fill(minOffsets[i], NOWHERE);
        }
        minOffsets[i][k] = min;
        maxOffsets[i][k] = max;
      }
    }
  }

  int count() {
    return bytes.length;
  }

  int bytes(int i) {
    return bytes[i];
  }

  int[] neighbours(int i) {
    return neighbours[i];
  }

  /**
   * Returns the least offset, a multiple of the alignment and not below {@code from}, at which
   * buffer {@code i} keeps clear of its {@code k}-th neighbour at {@code neighbourOffset}, or lies
   * over it as it may; {@code from} itself if it does so there.
   */
  long clear(int i, int k, long neighbourOffset, long from) {
    long end = neighbourOffset + bytes[neighbours[i][k]];
    if (from >= end || from + bytes[i] <= neighbourOffset) {
      return from;
    }
    if (minOffsets[i] != null && minOffsets[i][k] <= maxOffsets[i][k]) {
      long allowed = Math.max(from, MemoryPlanner.align(neighbourOffset + minOffsets[i][k]));
      if (allowed <= neighbourOffset + maxOffsets[i][k]) {
        return Math.min(allowed, end);
      }
    }
    return end;
  }
}
