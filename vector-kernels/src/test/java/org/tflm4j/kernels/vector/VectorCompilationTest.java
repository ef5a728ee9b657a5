/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tflm4j.api.spi.Availability;

class VectorCompilationTest {
  private static Availability of(Map<String, String> options) {
    return VectorCompilation.of(name -> {
      if (!options.containsKey(name)) {
        throw new IllegalArgumentException("VM option \"" + name + "\" does not exist");
      }
      return options.get(name);
    });
  }

  @ParameterizedTest
  @CsvSource({"true, 64, 4", "true, 16, 4"})
  void vectorsThatAreCompiledAreAvailable(String fma, String bytes, String tier) {
    assertThat(of(Map.of("UseFMA", fma, "MaxVectorSize", bytes, "TieredStopAtLevel", tier)))
        .isEqualTo(Availability.AVAILABLE);
  }

  /** riscv64 without V has UseFMA and vectors of 0 bytes, x86 without AVX the reverse. */
  @ParameterizedTest
  @CsvSource({
    "false, 16, 4, UseFMA, -XX:UseAVX=0",
    "false, 0, 4, UseFMA, -XX:-UseFMA",
    "true, 8, 4, 8 bytes, -XX:MaxVectorSize",
    "true, 0, 4, 0 bytes, riscv64",
    "true, 64, 1, TieredStopAtLevel is 1, without -XX:TieredStopAtLevel"
  })
  void othersAreRefusedWithCauseAndRemedy(
      String fma, String bytes, String tier, String cause, String remedy) {
    Availability availability =
        of(Map.of("UseFMA", fma, "MaxVectorSize", bytes, "TieredStopAtLevel", tier));

    assertThat(availability.available()).isFalse();
    assertThat(availability.reason().split("; ", 2)[0]).contains(cause);
    assertThat(availability.reason().split("; ", 2)[1]).contains(remedy);
  }

  @Test
  void aJvmWithoutTheseOptionsIsTakenAsItIs() {
    assertThat(of(Map.of())).isEqualTo(Availability.AVAILABLE);
  }
}
