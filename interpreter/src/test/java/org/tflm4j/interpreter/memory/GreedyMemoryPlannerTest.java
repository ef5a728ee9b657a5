/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.tflm4j.interpreter.model.ModelException;

class GreedyMemoryPlannerTest {
  private final GreedyMemoryPlanner planner = new GreedyMemoryPlanner();

  private static BufferRequest buffer(int bytes, int first, int last) {
    return offline(bytes, first, last, BufferRequest.ONLINE);
  }

  private static BufferRequest offline(int bytes, int first, int last, int offset) {
    return new BufferRequest(bytes, first, last, offset, bytes + " bytes");
  }

  @Test
  void nothingTakesNothing() {
    assertThat(planner.plan(List.of())).isEqualTo(new MemoryPlan(List.of(), List.of(), 0));
  }

  @Test
  void buffersOfDifferentTimesShareTheirPlace() {
    // The first and the last never meet; the middle one meets both.
    MemoryPlan plan = planner.plan(List.of(buffer(32, 0, 1), buffer(16, 1, 2), buffer(32, 2, 3)));

    assertThat(plan.offsets()).containsExactly(0, 32, 0);
    assertThat(plan.size()).isEqualTo(48);
  }

  @Test
  void amongEqualSizesTheLaterBufferComesFirst() {
    MemoryPlan plan = planner.plan(List.of(buffer(16, 0, 1), buffer(16, 0, 1), buffer(16, 0, 1)));

    assertThat(plan.offsets()).containsExactly(32, 16, 0);
  }

  @Test
  void takesTheFirstGapThatIsWideEnough() {
    // 64 at 0, 48 at 64, 32 behind both; 16 lives when 48 is gone, in its place.
    MemoryPlan plan =
        planner.plan(
            List.of(buffer(64, 0, 3), buffer(48, 0, 0), buffer(32, 0, 3), buffer(16, 1, 3)));

    assertThat(plan.offsets()).containsExactly(0, 64, 112, 64);
    assertThat(plan.size()).isEqualTo(144);
  }

  @Test
  void offlineBuffersLieWhereTheyMustAndTheOthersAround() {
    MemoryPlan plan =
        planner.plan(
            List.of(
                buffer(16, 0, 1), offline(16, 0, 1, 32), buffer(32, 0, 1), offline(16, 5, 6, 0)));

    assertThat(plan.offsets()).containsExactly(48, 32, 0, 0);
    assertThat(plan.size()).isEqualTo(64);
  }

  @Test
  void offlineBuffersMayOverlap() {
    MemoryPlan plan =
        planner.plan(List.of(offline(32, 0, 1, 0), offline(32, 0, 1, 16), buffer(16, 1, 1)));

    assertThat(plan.offsets()).containsExactly(0, 16, 48);
  }

  @Test
  void refusesPlansThatNoArrayCanHold() {
    int large = 1 << 30;
    assertThatThrownBy(() -> planner.plan(List.of(buffer(large, 0, 1), buffer(large, 1, 2))))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("2^31 - 1 bytes");
    assertThat(planner.plan(List.of(buffer(large, 0, 1), buffer(large, 2, 3))).size())
        .isEqualTo(large);
  }

  @Test
  void thousandsOfBuffersTakeNoTimeWorthMentioning() {
    List<BufferRequest> buffers = Collections.nCopies(1 << 15, buffer(16, 0, 1));

    MemoryPlan plan = Assertions.assertTimeout(Duration.ofSeconds(30), () -> planner.plan(buffers));

    assertThat(plan.size()).isEqualTo(16L << 15);
    assertThatThrownBy(() -> planner.plan(Collections.nCopies((1 << 15) + 1, buffer(16, 0, 1))))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("32769");
  }

  @Test
  void noTwoBuffersInUseAtTheSameTimeOverlap() {
    SplittableRandom random = new SplittableRandom(7);
    for (int draw = 0; draw < 200; draw++) {
      List<BufferRequest> buffers = new ArrayList<>();
      for (int i = random.nextInt(40); i >= 0; i--) {
        int first = random.nextInt(20);
        buffers.add(buffer(16 * random.nextInt(20), first, first + random.nextInt(5)));
      }
      assertNoOverlap(planner.plan(buffers));
    }
  }

  private static void assertNoOverlap(MemoryPlan plan) {
    for (int i = 0; i < plan.buffers().size(); i++) {
      BufferRequest a = plan.buffers().get(i);
      int start = plan.offsets().get(i);
      assertThat(start + (long) a.bytes()).isLessThanOrEqualTo(plan.size());
      for (int j = 0; j < i; j++) {
        BufferRequest b = plan.buffers().get(j);
        int other = plan.offsets().get(j);
        assertThat(a.overlapsInTime(b) && start < other + b.bytes() && other < start + a.bytes())
            .as("%s and %s of %s", i, j, plan)
            .isFalse();
      }
    }
  }
}
