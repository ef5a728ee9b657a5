/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.interpreter.KernelProviders;

class DemoCommandTest {
  @TempDir private Path folder;

  @Test
  void readsTheDigitsAndShowsTheTimesAndThatProvidersAgree() throws IOException {
    Path png = folder.resolve("digits.png");

    Execution run = Execution.of("demo", "--png", png);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("CONV_2D x 3, DEPTHWISE_CONV_2D x 2, FULLY_CONNECTED, MAX_POOL_2D x 2, SOFTMAX")
        .containsPattern("  0 +[0-9]+ % +1 +[0-9]+ % +2 +[0-9]+ % +3 +[0-9]+ % +4 +[0-9]+ %")
        .containsPattern("  5 +[0-9]+ % +6 +[0-9]+ % +7 +[0-9]+ % +8 +[0-9]+ % +9 +[0-9]+ %")
        .doesNotContain("wrong");
    List<String> providers =
        KernelProviders.load().available().stream().map(KernelProvider::name).toList();
    assertThat(providers)
        .contains("reference")
        .allSatisfy(name ->
            assertThat(run.out())
                .containsPattern(name + " +[0-9.]+ [num]s +[0-9.]+ +operators run by: .*" + name));
    assertThat(run.out())
        .contains(
            providers.size() == 1
                ? "there is nothing to compare"
                : "The outputs of " + String.join(" and ", providers) + " are identical");
    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(5 * 120 + 8);
  }
}
