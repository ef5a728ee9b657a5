/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tflm4j.kernels.jit.asm.InstructionSet;

class TargetSelectionTest {
  private static final CpuFeatures ZEN_4 = new CpuFeatures(true, true, true, true, false, false);
  private static final CpuFeatures CASCADE_LAKE =
      new CpuFeatures(true, true, true, false, false, false);
  private static final CpuFeatures SKYLAKE_X =
      new CpuFeatures(true, true, false, false, false, false);
  private static final CpuFeatures ALDER_LAKE =
      new CpuFeatures(true, false, false, false, true, false);
  private static final CpuFeatures ARROW_LAKE =
      new CpuFeatures(true, false, false, false, true, true);
  private static final CpuFeatures HASWELL =
      new CpuFeatures(true, false, false, false, false, false);
  private static final CpuFeatures SANDY_BRIDGE =
      new CpuFeatures(false, false, false, false, false, false);

  private static Target best(CpuFeatures cpu) {
    return TargetSelection.select(cpu, null).target();
  }

  @Test
  void processorsGetTheirBestTier() {
    assertThat(best(ZEN_4))
        .isEqualTo(new Target(Tier.AVX512_VNNI, InstructionSet.AVX512, true, false));
    assertThat(best(CASCADE_LAKE))
        .isEqualTo(new Target(Tier.AVX512_VNNI, InstructionSet.AVX512, false, false));
    assertThat(best(SKYLAKE_X)).isEqualTo(new Target(Tier.AVX2, InstructionSet.AVX2, false, false));
    assertThat(best(ALDER_LAKE))
        .isEqualTo(new Target(Tier.AVX_VNNI, InstructionSet.AVX_VNNI, false, false));
    assertThat(best(ARROW_LAKE))
        .isEqualTo(new Target(Tier.AVX_VNNI, InstructionSet.AVX_VNNI, false, true));
    assertThat(best(HASWELL)).isEqualTo(new Target(Tier.AVX2, InstructionSet.AVX2, false, false));
    assertThat(TargetSelection.select(SANDY_BRIDGE, null).availability().reason())
        .startsWith("this processor has no AVX2 and FMA; ");
  }

  @Test
  void aTierCanBeForced() {
    assertThat(TargetSelection.select(ZEN_4, "avx2").target())
        .isEqualTo(new Target(Tier.AVX2, InstructionSet.AVX2, false, false));
    assertThat(TargetSelection.select(ZEN_4, "avx-vnni").target())
        .isEqualTo(new Target(Tier.AVX_VNNI, InstructionSet.AVX_VNNI_BY_EVEX, false, false));
    assertThat(TargetSelection.select(ALDER_LAKE, "avx512-vnni").availability().reason())
        .isEqualTo(
            "this processor lacks the tier avx512-vnni that tflm4j.jit.tier asks for;"
                + " name a lower one of avx512-vnni, avx-vnni, avx2, or none");
    assertThat(TargetSelection.select(ZEN_4, "sse").availability().reason())
        .isEqualTo("tflm4j.jit.tier=sse names no tier; use one of avx512-vnni, avx-vnni, avx2");
  }

  /** The operating system must save what the processor has. */
  @Test
  void registersThatAreNotSavedDoNotCount() {
    int leaf1 = 1 << 12 | 1 << 27 | 1 << 28;
    int ebx = 1 << 5 | 1 << 16 | 1 << 17 | 1 << 30 | 1 << 31;
    int ecx = 1 << 1 | 1 << 11;
    assertThat(CpuFeatures.of(leaf1, ebx, ecx, 1 << 4, 1 << 4, 0xE7))
        .isEqualTo(new CpuFeatures(true, true, true, true, true, true));
    assertThat(CpuFeatures.of(leaf1, ebx, ecx, 1 << 4, 1 << 4, 0x07))
        .isEqualTo(new CpuFeatures(true, false, false, false, true, true));
    assertThat(CpuFeatures.of(leaf1, ebx, ecx, 1 << 4, 1 << 4, 0x03))
        .isEqualTo(new CpuFeatures(false, false, false, false, false, false));
    assertThat(CpuFeatures.of(leaf1 & ~(1 << 12), ebx, ecx, 1 << 4, 0, 0xE7).avx2()).isFalse();
    assertThat(CpuFeatures.of(leaf1, ebx & ~(1 << 31), ecx, 1 << 4, 0, 0xE7).avx512()).isFalse();
    assertThat(CpuFeatures.of(leaf1, ebx, 1 << 11, 0, 0, 0xE7))
        .isEqualTo(new CpuFeatures(true, true, true, false, false, false));
  }

  /** CPUID agrees with what Linux has found. */
  @Test
  void detectsWhatLinuxReports() throws IOException {
    Set<String> flags =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("flags"))
            .findFirst()
            .map(line -> Arrays.stream(line.split("\\s+", -1)).collect(Collectors.toSet()))
            .orElseThrow();
    CpuFeatures cpu = CpuFeatures.detect();
    assertThat(cpu.avx2()).isEqualTo(flags.contains("avx2") && flags.contains("fma"));
    assertThat(cpu.avx512())
        .isEqualTo(flags.containsAll(Set.of("avx512f", "avx512bw", "avx512dq", "avx512vl")));
    assertThat(cpu.avx512Vnni()).isEqualTo(flags.contains("avx512_vnni"));
    assertThat(cpu.avx512Vbmi()).isEqualTo(flags.contains("avx512vbmi"));
    assertThat(cpu.avxVnni()).isEqualTo(flags.contains("avx_vnni"));
  }
}
