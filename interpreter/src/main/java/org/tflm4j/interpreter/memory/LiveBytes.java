/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.memory;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How much memory buffers need at least, wherever they lie. */
public final class LiveBytes {
  private LiveBytes() {}

  /**
   * Returns a size below which there is no plan: the most bytes that are in use at any point of
   * time, with every output lying over its inputs as far as it may.
   */
  public static long lowerBound(List<BufferRequest> buffers) {
    Map<Long, Long> changes = new TreeMap<>();
    for (BufferRequest buffer : buffers) {
      add(changes, buffer.firstUsed(), buffer.lastUsed(), buffer.bytes());
      long from = Long.MAX_VALUE;
      long to = Long.MIN_VALUE;
      long saved = 0;
      for (BufferRequest.Overlap overlap : buffer.overlaps()) {
        BufferRequest under = buffers.get(overlap.buffer());
        from = Math.min(from, Math.max(buffer.firstUsed(), under.firstUsed()));
        to = Math.max(to, Math.min(buffer.lastUsed(), under.lastUsed()));
        saved += sharedBytes(buffer.bytes(), under.bytes(), overlap);
      }
      if (from <= to) {
        add(changes, from, to, -Math.min(saved, buffer.bytes()));
      }
    }
    long most = 0;
    long live = 0;
    for (long change : changes.values()) {
      live += change;
      most = Math.max(most, live);
    }
    return most;
  }

  private static void add(Map<Long, Long> changes, long from, long to, long bytes) {
    changes.merge(from, bytes, Long::sum);
    changes.merge(to + 1, -bytes, Long::sum);
  }

  /** Returns how many bytes two buffers can share at most. */
  private static long sharedBytes(int bytes, int underBytes, BufferRequest.Overlap overlap) {
    // They share most where their starts are closest; the smaller one may lie within the other.
    long distance =
        overlap.minDistance() > 0
            ? overlap.minDistance()
            : overlap.maxDistance() < 0 ? -(long) overlap.maxDistance() : 0;
    long room = overlap.minDistance() > 0 ? bytes - distance : underBytes - distance;
    long smaller = Math.min(bytes, underBytes);
    return distance == 0 ? smaller : Math.clamp(room, 0, smaller);
  }
}
