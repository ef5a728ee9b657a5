/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.tflm4j.interpreter.schema.ModelException;

/**
 * TFLM's planner: the largest buffer first, each in the first gap that is wide enough among the
 * buffers in use at the same time. Offline-planned buffers come before all others. Mirrors {@code
 * micro/memory_planner/greedy_memory_planner.cc}.
 */
public final class GreedyMemoryPlanner implements MemoryPlanner {
  @Override
  public MemoryPlan plan(List<BufferRequest> buffers) {
    int[] offsets = new int[buffers.size()];
    List<Integer> placed = new ArrayList<>();
    for (int index : placementOrder(buffers)) {
      BufferRequest wanted = buffers.get(index);
      long offset =
          wanted.offlineOffset() == BufferRequest.ONLINE
              ? firstGap(wanted, buffers, placed, offsets)
              : wanted.offlineOffset();
      if (offset + wanted.bytes() > Integer.MAX_VALUE) {
        throw new ModelException(
            "the planned memory exceeds 2^31 - 1 bytes: "
                + wanted.label()
                + " with "
                + wanted.bytes()
                + " bytes would lie at offset "
                + offset);
      }
      offsets[index] = (int) offset;
      insertByOffset(placed, index, offsets);
    }
    return MemoryPlan.of(buffers, offsets);
  }

  /**
   * Offline buffers in order, then the others by falling size. TFLM gathers the others back to
   * front before its stable sort, so among equal sizes the later buffer comes first.
   */
  private static List<Integer> placementOrder(List<BufferRequest> buffers) {
    List<Integer> order = new ArrayList<>();
    List<Integer> online = new ArrayList<>();
    for (int i = 0; i < buffers.size(); i++) {
      if (buffers.get(i).offlineOffset() == BufferRequest.ONLINE) {
        online.add(i);
      } else {
        order.add(i);
      }
    }
    Collections.reverse(online);
    online.sort(Comparator.comparingInt((Integer i) -> buffers.get(i).bytes()).reversed());
    order.addAll(online);
    return order;
  }

  /** {@code placed} is sorted by offset. */
  private static long firstGap(
      BufferRequest wanted, List<BufferRequest> buffers, List<Integer> placed, int[] offsets) {
    long candidate = 0;
    for (int other : placed) {
      BufferRequest neighbour = buffers.get(other);
      if (!neighbour.overlapsInTime(wanted)) {
        continue;
      }
      if (offsets[other] - candidate >= wanted.bytes()) {
        break;
      }
      candidate = Math.max(candidate, (long) offsets[other] + neighbour.bytes());
    }
    return candidate;
  }

  private static void insertByOffset(List<Integer> placed, int index, int[] offsets) {
    int at = placed.size();
    while (at > 0 && offsets[placed.get(at - 1)] > offsets[index]) {
      at--;
    }
    placed.add(at, index);
  }
}
