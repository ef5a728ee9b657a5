/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.interpreter.KernelProviders;

/** Runs in a JVM of its own, without the module jdk.incubator.vector. */
class WithoutVectorApiTest {
  @Test
  void vectorIsNamedAsUnavailableWithTheRemedy() {
    KernelProviders providers = KernelProviders.load();

    assertThat(providers.available()).extracting(KernelProvider::name).containsExactly("reference");
    assertThat(providers.unavailable()).hasSize(1);
    assertThat(providers.unavailable().getFirst().name()).isEqualTo("vector");
    assertThat(providers.unavailable().getFirst().reason())
        .contains("--add-modules jdk.incubator.vector");
    assertThatThrownBy(() -> providers.named("vector"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("--add-modules jdk.incubator.vector");
  }

  @Test
  void theReferenceTakesOverAfterOneLoggedLine() {
    List<String> lines = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            lines.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("org.tflm4j");
    logger.addHandler(handler);
    try {
      assertThat(KernelProviders.load().best())
          .extracting(KernelProvider::name)
          .containsExactly("reference");
      assertThat(KernelProviders.load().best()).hasSize(1);
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).contains("vector").contains("jdk.incubator.vector");
  }
}
