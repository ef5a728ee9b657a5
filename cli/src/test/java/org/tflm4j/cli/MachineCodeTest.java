/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.tflm4j.training.sine.SineModel;

/** Machine code is there where it must be, and the commands use it unasked. */
@EnabledIf(
    value = "processorHasKernels",
    disabledReason = "not Linux on a processor with AVX-512 VNNI")
class MachineCodeTest {
  @TempDir private Path folder;
  private Path sine;

  /** Returns what Linux, not what the provider says. */
  static boolean processorHasKernels() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    return Files.isReadable(info) && Files.readString(info).contains(" avx512_vnni");
  }

  @BeforeEach
  void writeModel() throws IOException {
    sine = Files.write(folder.resolve("sine.tflite"), SineModel.bundled());
  }

  @Test
  void isTheBestProvider() {
    assertThat(Execution.of("providers").out()).containsPattern("available\njit +200 +yes\n");
  }

  @Test
  void runsWhatItIsMadeFor() {
    assertThat(Execution.of("run", sine).out()).contains("operators run by: jit 3");
    assertThat(Execution.of("run", sine, "-v").out())
        .containsPattern("\n +0 +FULLY_CONNECTED +jit +-\n")
        .containsPattern("\n +2 +FULLY_CONNECTED +jit +\\(one kernel with 0\\)\n");
    assertThat(Execution.of("run", sine, "-p", "vector").out()).doesNotContain("jit");
  }

  @Test
  void isComparedWithTheReference() {
    assertThat(Execution.of("diff", sine).out())
        .contains("jit and reference are equal in all 4 tensors");
  }

  @Test
  void isWrittenWithListings() throws IOException {
    Path code = folder.resolve("code");

    Execution run = Execution.of("run", sine, "--dump-code", code);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("machine code: 3 pieces in " + code);
    try (Stream<Path> files = Files.list(code)) {
      List<Path> all = files.sorted().toList();
      assertThat(all).hasSize(6);
      for (int i = 0; i < all.size(); i += 2) {
        assertThat(all.get(i).toString()).endsWith(".bin").contains("FULLY_CONNECTED");
        assertThat(all.get(i)).isNotEmptyFile();
        assertThat(Files.readString(all.get(i + 1)))
            .startsWith("FULLY_CONNECTED\ninput 0: tensor ")
            .contains(
                "output 0: tensor ",
                ", " + Files.size(all.get(i)) + " bytes\n",
                "=tile of 1 pixels and ");
      }
    }
    assertThat(Execution.of("run", sine, "--dump-code", code).err())
        .contains("already has machine code");
  }

  @Test
  void isNotWrittenWhereThereIsNone() {
    Execution run =
        Execution.of("run", sine, "-p", "reference", "--dump-code", folder.resolve("code"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("there is no machine code to write to", "operators run by: reference 3");
  }
}
