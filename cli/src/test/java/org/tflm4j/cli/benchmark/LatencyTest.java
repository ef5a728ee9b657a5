/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
  @Test
  void sumsTimesUp() {
    // 1 to 200 us, the longest first.
    long[] times = LongStream.rangeClosed(1, 200).map(i -> (201 - i) * 1000).toArray();
    Latency latency = Latency.of(times, 1);

    assertThat(latency.runs()).isEqualTo(200);
    assertThat(latency.mean()).isCloseTo(100.5, within(1e-9));
    assertThat(latency.min()).isEqualTo(1);
    assertThat(latency.median()).isEqualTo(100);
    assertThat(latency.p90()).isEqualTo(180);
    assertThat(latency.p99()).isEqualTo(198);
    assertThat(latency.max()).isEqualTo(200);
    assertThat(latency.std()).isCloseTo(Math.sqrt((200.0 * 200 - 1) / 12), within(1e-9));
  }

  @Test
  void aRunMayBeSeveralInvocations() {
    Latency latency = Latency.of(new long[] {8000}, 4);

    assertThat(latency).isEqualTo(new Latency(1, 2, 2, 2, 2, 2, 2, 0));
  }
}
