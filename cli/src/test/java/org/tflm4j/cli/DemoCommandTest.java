/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoCommandTest {
  @Test
  void showsTheAnswersTheTimesAndThatProvidersAgree() {
    Execution run = Execution.of("demo");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("learned sin(x)", "largest error at all points: 0.0")
        .containsPattern("1\\.5708 +1\\.0000 +(0\\.9|1\\.0)")
        .containsPattern("vector +[0-9.]+ [nu]s +operators run by: vector 3")
        .containsPattern("reference +[0-9.]+ [nu]s +operators run by: reference 3")
        .contains("The outputs of vector and reference are identical");
  }
}
