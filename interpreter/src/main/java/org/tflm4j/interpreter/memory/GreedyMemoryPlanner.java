/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.ModelProblem;
import org.tflm4j.interpreter.model.ModelProblem.Kind;

/**
 * TFLM's planner: the largest buffer first, each in the first gap that is wide enough among the
 * buffers in use at the same time. Offline-planned buffers come before all others. Mirrors {@code
 * micro/memory_planner/greedy_memory_planner.cc}.
 */
public final class GreedyMemoryPlanner implements MemoryPlanner {
  /** The time that the plan takes grows with the square of the number of buffers. */
  private static final int MAX_BUFFERS = 1 << 15;

  @Override
  public MemoryPlan plan(List<BufferRequest> buffers) {
    if (buffers.size() > MAX_BUFFERS) {
      throw new ModelException(
          ModelProblem.of(
              Kind.SIZE,
              "the model needs "
                  + buffers.size()
                  + " tensors and scratch buffers, at most "
                  + MAX_BUFFERS
                  + " can be planned"));
    }
    int[] offsets = new int[buffers.size()];
    Placed placed = new Placed(buffers.size());
    for (int index : placementOrder(buffers)) {
      BufferRequest wanted = buffers.get(index);
      long offset =
          wanted.offlineOffset() == BufferRequest.ONLINE
              ? placed.firstGap(wanted)
              : wanted.offlineOffset();
      if (offset + wanted.bytes() > Integer.MAX_VALUE) {
        throw new ModelException(
            ModelProblem.of(
                Kind.SIZE,
                "the planned memory exceeds 2^31 - 1 bytes: "
                    + wanted.label()
                    + " with "
                    + wanted.bytes()
                    + " bytes would lie at offset "
                    + offset));
      }
      offsets[index] = (int) offset;
      placed.add(wanted, (int) offset);
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

  /** The buffers that have their place, by rising offset; of equal offsets the later one last. */
  private static final class Placed {
    private final BufferRequest[] buffers;
    private final int[] offsets;
    private int count;

    private Placed(int capacity) {
      buffers = new BufferRequest[capacity];
      offsets = new int[capacity];
    }

    private long firstGap(BufferRequest wanted) {
      long candidate = 0;
      for (int i = 0; i < count; i++) {
        BufferRequest neighbour = buffers[i];
        if (!neighbour.overlapsInTime(wanted)) {
          continue;
        }
        if (offsets[i] - candidate >= wanted.bytes()) {
          break;
        }
        candidate = Math.max(candidate, (long) offsets[i] + neighbour.bytes());
      }
      return candidate;
    }

    private void add(BufferRequest buffer, int offset) {
      int at = count;
      while (at > 0 && offsets[at - 1] > offset) {
        at--;
      }
      System.arraycopy(buffers, at, buffers, at + 1, count - at);
      System.arraycopy(offsets, at, offsets, at + 1, count - at);
      buffers[at] = buffer;
      offsets[at] = offset;
      count++;
    }
  }
}
