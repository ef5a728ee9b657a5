/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.interpreter.KernelProviders;

class DemoCommandTest {
  @Test
  void showsTheAnswersTheTimesAndThatProvidersAgree() {
    Execution run = Execution.of("demo");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("learned sin(x)", "largest error at all points: 0.0")
        .containsPattern("1\\.5708 +1\\.0000 +(0\\.9|1\\.0)");
    List<String> providers =
        KernelProviders.load().available().stream().map(KernelProvider::name).toList();
    assertThat(providers)
        .contains("reference")
        .allSatisfy(name ->
            assertThat(run.out())
                .containsPattern(name + " +[0-9.]+ [nu]s +operators run by: " + name + " 3"));
    assertThat(run.out())
        .contains(
            providers.size() == 1
                ? "there is nothing to compare"
                : "The outputs of " + String.join(" and ", providers) + " are identical");
  }
}
