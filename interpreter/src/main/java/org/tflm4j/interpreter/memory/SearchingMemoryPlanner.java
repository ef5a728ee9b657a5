/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Searches for the order of placement that needs the least memory. It starts with the plan of
 * {@link GreedyMemoryPlanner}, which it returns if it finds no smaller one, tries several orders,
 * and then changes the best of them step by step, moving a buffer at the top in front of one that
 * is in its way. It lies an output over an input where the kernel allows it, and stops as soon as
 * the plan is as small as {@link LiveBytes} says that it can be.
 *
 * <p>The work is bounded by steps, not by time, and drawn numbers have a fixed seed: the same
 * buffers always get the same plan.
 */
public final class SearchingMemoryPlanner implements MemoryPlanner {
  /** Pairs of a buffer and a neighbour that are looked at; a few milliseconds. */
  private static final long DEFAULT_MAX_STEPS = 1_000_000;

  /** With more buffers in use at the same time than this many pairs there is no search. */
  private static final int MAX_PAIRS = 1 << 19;

  /** Changes without success after which the search goes back to the best order. */
  private static final int PATIENCE = 64;

  private final long maxSteps;

  /** Creates the planner with its usual bound. */
  public SearchingMemoryPlanner() {
    this(DEFAULT_MAX_STEPS);
  }

  /**
   * Creates the planner.
   *
   * @param maxSteps how many times it may look at a buffer and a neighbour; 0 leaves the greedy
   *     plan
   * @throws IllegalArgumentException if the number is negative
   */
  public SearchingMemoryPlanner(long maxSteps) {
    if (maxSteps < 0) {
      throw new IllegalArgumentException(maxSteps + " steps");
    }
    this.maxSteps = maxSteps;
  }

  @Override
  public MemoryPlan plan(List<BufferRequest> buffers) {
    MemoryPlan greedy = new GreedyMemoryPlanner().plan(buffers);
    long bound = LiveBytes.lowerBound(buffers);
    if (greedy.size() <= bound || maxSteps == 0) {
      return greedy;
    }
    Conflicts conflicts = Conflicts.of(buffers, MAX_PAIRS);
    if (conflicts == null) {
      return greedy;
    }
    int[] offsets = new Search(buffers, conflicts, greedy.size(), bound).run();
    return offsets == null ? greedy : MemoryPlan.of(buffers, offsets);
  }

  /**
   * An order of placement.
   *
   * @param offsets where the buffers lie then, -1 for those without a place
   * @param size the end of the highest buffer, Long.MAX_VALUE if not all have a place
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Candidate(int[] order, int[] offsets, long size) {}

  /** One search: the best plan so far and the steps that are left. */
  private final class Search {
    private final List<BufferRequest> buffers;
    private final Conflicts conflicts;
    private final long bound;
    private final SplittableRandom random = new SplittableRandom(0);
    private final int[] offline;
    private long stepsLeft = maxSteps;

    private long bestSize;
    private int[] bestOffsets;

    Search(List<BufferRequest> buffers, Conflicts conflicts, long greedySize, long bound) {
      this.buffers = buffers;
      this.conflicts = conflicts;
      this.bestSize = greedySize;
      this.bound = bound;
      this.offline =
          IntStream.range(0, buffers.size()).filter(i -> !buffers.get(i).isOnline()).toArray();
    }

    /** Returns the offsets of a plan that is smaller than the greedy one, null if there is none. */
    int[] run() {
      Candidate best = null;
      for (int[] order : orders()) {
        Candidate candidate = candidate(order);
        if (best == null || candidate.size < best.size) {
          best = candidate;
        }
        if (isDone()) {
          return bestOffsets;
        }
      }
      if (best.order.length > 1) {
        improve(best);
      }
      return bestOffsets;
    }

    /** Places the buffers in this order and keeps the plan if it is the smallest so far. */
    private Candidate candidate(int[] order) {
      int[] offsets = new int[buffers.size()];
      long size = place(order, offsets);
      if (size < bestSize) {
        bestSize = size;
        bestOffsets = offsets;
      }
      return new Candidate(order, offsets, size);
    }

    private boolean isDone() {
      return bestSize <= bound || stepsLeft <= 0;
    }

    private List<int[]> orders() {
      long[] conflictBytes = new long[buffers.size()];
      for (int i = 0; i < conflictBytes.length; i++) {
        for (int neighbour : conflicts.neighbours(i)) {
          conflictBytes[i] += conflicts.bytes(neighbour);
        }
      }
      Comparator<Integer> bySize = Comparator.comparingInt(i -> -buffers.get(i).bytes());
      List<int[]> orders = new ArrayList<>();
      orders.add(order(bySize, true));
      orders.add(order(bySize, false));
      orders.add(order(Comparator.comparingDouble(i -> -area(i)), true));
      orders.add(order(Comparator.comparingLong(i -> -conflictBytes[i]), true));
      orders.add(
          order(Comparator.comparingLong(i -> -conflictBytes[i] - conflicts.bytes(i)), false));
      orders.add(order(Comparator.comparingInt(i -> buffers.get(i).firstUsed()), false));
      orders.add(order(Comparator.comparingInt(i -> -buffers.get(i).lastUsed()), true));
      return orders;
    }

    /** Bytes times the points of time that the buffer is in use. */
    private double area(int i) {
      BufferRequest buffer = buffers.get(i);
      return buffer.bytes() * (1.0 + buffer.lastUsed() - buffer.firstUsed());
    }

    /** Orders the buffers that the planner places; among equals the later or the earlier first. */
    private int[] order(Comparator<Integer> comparator, boolean laterFirst) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < buffers.size(); i++) {
        if (buffers.get(i).isOnline()) {
          order.add(i);
        }
      }
      if (laterFirst) {
        Collections.reverse(order);
      }
      order.sort(comparator);
      return order.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Changes the order as long as steps are left; keeps changes that do not make it worse. */
    private void improve(Candidate start) {
      Candidate best = start;
      Candidate current = start;
      int failures = 0;
      while (!isDone()) {
        int[] order = current.order.clone();
        move(order, current.offsets);
        if (failures > PATIENCE / 2) {
          swap(order);
        }
        Candidate changed = candidate(order);
        failures = changed.size < current.size ? 0 : failures + 1;
        if (changed.size <= current.size) {
          current = changed;
        }
        if (current.size < best.size) {
          best = current;
        }
        if (failures > PATIENCE) {
          int[] shaken = best.order.clone();
          swap(shaken);
          swap(shaken);
          current = candidate(shaken);
          failures = 0;
        }
      }
    }

    /** Moves a buffer at the top of the plan in front of a buffer that conflicts with it. */
    private void move(int[] order, int[] orderOffsets) {
      stepsLeft -= order.length;
      long top = 0;
      for (int i : order) {
        top = Math.max(top, (long) orderOffsets[i] + conflicts.bytes(i));
      }
      int highest = -1;
      int found = 0;
      for (int at = 0; at < order.length; at++) {
        // One of those at the top, each as likely as the others.
        if ((long) orderOffsets[order[at]] + conflicts.bytes(order[at]) == top
            && random.nextInt(++found) == 0) {
          highest = at;
        }
      }
      int target = -1;
      found = 0;
      for (int at = 0; at < highest; at++) {
        if (buffers.get(order[highest]).overlapsInTime(buffers.get(order[at]))
            && random.nextInt(++found) == 0) {
          target = at;
        }
      }
      if (target < 0) {
        swap(order);
        return;
      }
      int moved = order[highest];
      System.arraycopy(order, target, order, target + 1, highest - target);
      order[target] = moved;
    }

    private void swap(int[] order) {
      int i = random.nextInt(order.length);
      int j = random.nextInt(order.length);
      int buffer = order[i];
      order[i] = order[j];
      order[j] = buffer;
    }

    /**
     * Places the buffers in this order, each at the lowest place where it may lie.
     *
     * @return the size of the plan, Long.MAX_VALUE if there is no room or no step left
     */
    private long place(int[] order, int[] offsets) {
      Arrays.fill(offsets, -1);
      long size = 0;
      for (int i : offline) {
        offsets[i] = buffers.get(i).offlineOffset();
        size = Math.max(size, (long) offsets[i] + conflicts.bytes(i));
      }
      for (int i : order) {
        long offset = lowest(i, offsets);
        if (offset + conflicts.bytes(i) > Integer.MAX_VALUE || stepsLeft <= 0) {
          return Long.MAX_VALUE;
        }
        offsets[i] = (int) offset;
        size = Math.max(size, offset + conflicts.bytes(i));
      }
      return size;
    }

    private long lowest(int i, int[] offsets) {
      int[] neighbours = conflicts.neighbours(i);
      long offset = 0;
      while (true) {
        long before = offset;
        for (int k = 0; k < neighbours.length; k++) {
          int placed = offsets[neighbours[k]];
          if (placed >= 0) {
            offset = conflicts.clear(i, k, placed, offset);
          }
        }
        stepsLeft -= neighbours.length;
        if (offset == before) {
          return offset;
        }
      }
    }
  }
}
