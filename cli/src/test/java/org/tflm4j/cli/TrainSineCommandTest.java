/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.training.sine.SineModel;
import org.tflm4j.training.sine.SineRun;

class TrainSineCommandTest {
  @TempDir private Path folder;

  @Test
  void remakesTheBundledModelByteForByte() throws IOException {
    Path file = folder.resolve("sine.tflite");

    Execution run = Execution.of("train-sine", "--seed", SineModel.SEED, "--output", file);

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("max error 0.03");
    assertThat(Files.readAllBytes(file)).isEqualTo(SineModel.bundled());
  }

  @Test
  void anotherSeedGivesAnotherModel() throws IOException {
    Path file = folder.resolve("sine.tflite");

    assertThat(Execution.of("train-sine", "--seed", 7, "-o", file).status()).isZero();
    assertThat(Files.readAllBytes(file)).isNotEqualTo(SineModel.bundled());
  }

  @Test
  void theBundledModelKnowsTheSine() {
    SineRun run =
        new SineRun(Model.of(SineModel.bundled()), KernelProviders.load().named("reference"));

    assertThat(SineRun.maxError(run.answers(1001))).isLessThan(0.05);
  }
}
