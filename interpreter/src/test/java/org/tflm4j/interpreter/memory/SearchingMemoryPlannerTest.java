/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.interpreter.memory.BufferRequest.Overlap;

class SearchingMemoryPlannerTest {
  private static final int ONLINE = BufferRequest.ONLINE;

  private static BufferRequest buffer(int bytes, int first, int last, Overlap... overlaps) {
    return new BufferRequest(bytes, first, last, ONLINE, "b", List.of(overlaps));
  }

  private static MemoryPlan search(List<BufferRequest> buffers) {
    return new SearchingMemoryPlanner().plan(buffers);
  }

  /** Fails if two buffers share bytes at a time when both are in use, unless they may. */
  static void assertApart(MemoryPlan plan) {
    List<BufferRequest> buffers = plan.buffers();
    long end = 0;
    for (int i = 0; i < buffers.size(); i++) {
      long start = plan.offsets().get(i);
      assertThat(start % 16).isZero();
      end = Math.max(end, start + buffers.get(i).bytes());
      for (int j = 0; j < i; j++) {
        long otherStart = plan.offsets().get(j);
        boolean apart =
            !buffers.get(i).overlapsInTime(buffers.get(j))
                || start >= otherStart + buffers.get(j).bytes()
                || otherStart >= start + buffers.get(i).bytes();
        assertThat(apart || mayOverlap(plan, i, j) || mayOverlap(plan, j, i))
            .as("%s at %d and %s at %d", buffers.get(i), start, buffers.get(j), otherStart)
            .isTrue();
      }
    }
    assertThat(plan.size()).isEqualTo(end);
  }

  private static boolean mayOverlap(MemoryPlan plan, int over, int under) {
    long distance = (long) plan.offsets().get(under) - plan.offsets().get(over);
    return plan.buffers().get(over).overlaps().stream()
        .anyMatch(overlap ->
            overlap.buffer() == under
                && overlap.minDistance() <= distance
                && distance <= overlap.maxDistance());
  }

  /** The first layers of MobileNet: the greedy plan lays the second largest at the wrong end. */
  @Test
  void findsThePlanThatGreedyMisses() {
    List<BufferRequest> chain =
        List.of(
            buffer(27648, 0, 1),
            buffer(18432, 1, 2),
            buffer(18432, 2, 3),
            buffer(36864, 3, 4),
            buffer(9216, 4, 5));

    MemoryPlan greedy = new GreedyMemoryPlanner().plan(chain);
    MemoryPlan searched = search(chain);

    assertThat(greedy.size()).isEqualTo(73728);
    assertThat(searched.size()).isEqualTo(55296).isEqualTo(LiveBytes.lowerBound(chain));
    assertApart(searched);
  }

  @Test
  void liesAnOutputOverItsInput() {
    List<BufferRequest> buffers =
        List.of(buffer(64, 0, 1), buffer(64, 1, 2, new Overlap(0, 0, 0)), buffer(16, 1, 1));

    MemoryPlan plan = search(buffers);

    assertThat(plan.size()).isEqualTo(80).isEqualTo(LiveBytes.lowerBound(buffers));
    assertThat(plan.offsets().get(1)).isEqualTo(plan.offsets().get(0));
    assertThat(plan.bytesInUse(0)).isEqualTo(64);
    assertThat(plan.bytesInUse(1)).isEqualTo(80);
    assertThat(new GreedyMemoryPlanner().plan(buffers).size()).isEqualTo(144);
    assertApart(plan);
  }

  @Test
  void liesAnInputBehindTheStartOfItsOutput() {
    // The output may be written over the input if that begins 25 bytes behind it, or more.
    List<BufferRequest> buffers =
        List.of(buffer(64, 0, 1), buffer(96, 1, 2, new Overlap(0, 25, Integer.MAX_VALUE)));

    MemoryPlan plan = search(buffers);

    assertThat(plan.size()).isEqualTo(96);
    assertThat(plan.offsets().get(0)).isEqualTo(32);
    assertThat(plan.offsets().get(1)).isZero();
    assertApart(plan);
  }

  @Test
  void joinsPartsInTheirPlaces() {
    List<BufferRequest> buffers =
        List.of(
            buffer(16, 0, 3),
            buffer(32, 1, 3),
            buffer(16, 2, 3),
            buffer(64, 3, 4, new Overlap(0, 0, 0), new Overlap(1, 16, 16), new Overlap(2, 48, 48)));

    MemoryPlan plan = search(buffers);

    assertThat(plan.size()).isEqualTo(64);
    assertThat(plan.offsets()).containsExactly(0, 16, 48, 0);
  }

  @Test
  void keepsOfflineOffsets() {
    List<BufferRequest> buffers =
        List.of(
            buffer(48, 0, 1),
            new BufferRequest(32, 0, 2, 64, "offline", List.of()),
            buffer(32, 1, 2, new Overlap(0, 0, 0)),
            buffer(64, 2, 2));

    MemoryPlan plan = search(buffers);

    assertThat(plan.offsets().get(1)).isEqualTo(64);
    assertApart(plan);
    assertThat(plan.size()).isLessThanOrEqualTo(new GreedyMemoryPlanner().plan(buffers).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 12, 40, 150})
  void isNeverWorseThanGreedyAndAlwaysTheSame(int count) {
    int better = 0;
    for (int seed = 0; seed < 40; seed++) {
      List<BufferRequest> buffers = drawn(new SplittableRandom(seed), count);
      MemoryPlan plan = search(buffers);

      assertApart(plan);
      assertThat(search(buffers)).isEqualTo(plan);
      long greedy = new GreedyMemoryPlanner().plan(buffers).size();
      assertThat(plan.size()).isBetween(LiveBytes.lowerBound(buffers), greedy);
      better += plan.size() < greedy ? 1 : 0;
    }
    assertThat(better).isGreaterThanOrEqualTo(count >= 12 ? 20 : 0);
  }

  /** Buffers of a graph that mostly runs along, with overlaps as operators allow them. */
  private static List<BufferRequest> drawn(SplittableRandom random, int count) {
    List<BufferRequest> buffers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int bytes = 16 * random.nextInt(1, 200);
      int first = random.nextInt(Math.max(1, count / 2));
      int last = first + random.nextInt(random.nextInt(4) == 0 ? 1 + count / 2 : 3);
      int offline = random.nextInt(10) == 0 ? 16 * random.nextInt(400) : ONLINE;
      buffers.add(new BufferRequest(bytes, first, last, offline, "b" + i, List.of()));
    }
    for (int i = 0; i < count; i++) {
      for (int under = 0; under < count; under++) {
        if (buffers.get(under).lastUsed() == buffers.get(i).firstUsed()
            && buffers.get(under).firstUsed() < buffers.get(i).firstUsed()
            && random.nextInt(4) == 0
            // Offline plans of their own overlap anyway.
            && buffers.get(i).isOnline()) {
          int min = random.nextBoolean() ? 0 : random.nextInt(-500, 500);
          int max =
              random.nextBoolean() ? min : random.nextBoolean() ? Integer.MAX_VALUE : min + 64;
          buffers.set(i, buffers.get(i).over(List.of(new Overlap(under, min, max))));
        }
      }
    }
    return withoutOfflineCollisions(buffers);
  }

  private static List<BufferRequest> withoutOfflineCollisions(List<BufferRequest> buffers) {
    List<BufferRequest> result = new ArrayList<>(buffers);
    for (int i = 0; i < result.size(); i++) {
      for (int j = 0; j < i; j++) {
        BufferRequest a = result.get(i);
        BufferRequest b = result.get(j);
        if (!a.isOnline()
            && !b.isOnline()
            && a.overlapsInTime(b)
            && a.offlineOffset() < b.offlineOffset() + b.bytes()
            && b.offlineOffset() < a.offlineOffset() + a.bytes()) {
          result.set(
              i,
              new BufferRequest(
                  a.bytes(), a.firstUsed(), a.lastUsed(), ONLINE, a.label(), a.overlaps()));
        }
      }
    }
    return result;
  }

  /** Compares with every order of placement: for a few buffers the search finds the best one. */
  @Test
  void findsTheBestOrderOfFewBuffers() {
    for (int seed = 0; seed < 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<BufferRequest> buffers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        int first = random.nextInt(6);
        buffers.add(buffer(16 * random.nextInt(1, 12), first, first + random.nextInt(4)));
      }
      assertThat(search(buffers).size())
          .as("seed %d", seed)
          .isEqualTo(best(buffers, new ArrayList<>(), new int[6]));
    }
  }

  private static long best(List<BufferRequest> buffers, List<Integer> placed, int[] offsets) {
    if (placed.size() == buffers.size()) {
      long size = 0;
      for (int i : placed) {
        size = Math.max(size, (long) offsets[i] + buffers.get(i).bytes());
      }
      return size;
    }
    long best = Long.MAX_VALUE;
    for (int i = 0; i < buffers.size(); i++) {
      if (!placed.contains(i)) {
        offsets[i] = lowest(buffers, placed, offsets, i);
        placed.add(i);
        best = Math.min(best, best(buffers, placed, offsets));
        placed.removeLast();
      }
    }
    return best;
  }

  private static int lowest(
      List<BufferRequest> buffers, List<Integer> placed, int[] offsets, int i) {
    for (int offset = 0; ; offset += 16) {
      int at = offset;
      if (placed.stream()
          .noneMatch(j ->
              buffers.get(i).overlapsInTime(buffers.get(j))
                  && at < offsets[j] + buffers.get(j).bytes()
                  && offsets[j] < at + buffers.get(i).bytes())) {
        return offset;
      }
    }
  }

  /** Far beyond any model: the search is bounded, or left out. */
  @Test
  void manyBuffersAreNoProblem() {
    List<BufferRequest> chain = new ArrayList<>();
    List<BufferRequest> all = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      chain.add(buffer(16 * random.nextInt(1, 100), i, i + 1 + random.nextInt(3)));
      if (i < 3000) {
        all.add(buffer(16, 0, 1));
      }
    }
    assertApartNearby(search(chain));
    assertThat(search(all).size()).isEqualTo(16 * 3000);
  }

  private static void assertApartNearby(MemoryPlan plan) {
    for (int from = 0; from + 40 <= plan.buffers().size(); from += 20) {
      List<BufferRequest> part = plan.buffers().subList(from, from + 40);
      List<Integer> offsets = plan.offsets().subList(from, from + 40);
      long size = 0;
      for (int i = 0; i < 40; i++) {
        size = Math.max(size, offsets.get(i) + part.get(i).bytes());
      }
      assertApart(new MemoryPlan(part, offsets, size));
    }
  }

  @Test
  void withoutStepsThePlanIsGreedy() {
    List<BufferRequest> buffers = drawn(new SplittableRandom(1), 30);
    assertThat(new SearchingMemoryPlanner(0).plan(buffers))
        .isEqualTo(new GreedyMemoryPlanner().plan(buffers));
    assertThatThrownBy(() -> new SearchingMemoryPlanner(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1 steps");
  }

  @Test
  void buffersBeyondAnyArenaAreRefused() {
    BufferRequest huge = buffer(Integer.MAX_VALUE - 15, 0, 0);
    assertThatThrownBy(() -> search(List.of(huge, huge)))
        .hasMessageContaining("exceeds 2^31 - 1 bytes");
  }
}
