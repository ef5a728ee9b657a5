/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @Test
  void withoutACommandItShowsTheUsageAndFails() {
    Execution run = Execution.of();

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("Missing command", "Usage: tflm4j", "run", "conformance", "demo");
  }

  @Test
  void suggestsCommandsAndOptions() {
    Execution command = Execution.of("demmo");
    assertThat(command.status()).isEqualTo(2);
    assertThat(command.err()).contains("demmo", "tflm4j demo");

    Execution option = Execution.of("conformance", ".", "--provder", "reference");
    assertThat(option.status()).isEqualTo(2);
    assertThat(option.err()).contains("--provder", "--provider");
  }

  @Test
  void versionNamesTheJvm() {
    Execution run = Execution.of("--version");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("TFLM4J ", Runtime.version().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "analyze",
        "benchmark",
        "diff",
        "validate",
        "demo",
        "example",
        "conformance",
        "providers",
        "train-sine",
        "train-digits",
        "evaluate-digits"
      })
  void everyCommandHasHelp(String command) {
    Execution run = Execution.of(command, "--help");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Usage: tflm4j " + command);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void providersListsThemWithReasons() {
    Execution run = Execution.of("providers");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("Vector API: ")
        .containsPattern("\nreference +0 +yes")
        .containsPattern("\nvector +(100 +yes|- +no: .*--add-modules)");
  }
}
