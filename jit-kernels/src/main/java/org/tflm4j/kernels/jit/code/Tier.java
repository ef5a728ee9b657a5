/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.tflm4j.kernels.jit.asm.InstructionSet;

/** A set of instructions for which kernels are written, the best first. */
public enum Tier {
  /** Vectors of 64 bytes, masks, dot products of bytes. */
  AVX512_VNNI("avx512-vnni", 64),
  /** Vectors of 32 bytes, dot products of bytes. */
  AVX_VNNI("avx-vnni", 32),
  /** Vectors of 32 bytes. */
  AVX2("avx2", 32);

  private final String text;
  private final int vectorBytes;

  Tier(String text, int vectorBytes) {
    this.text = text;
    this.vectorBytes = vectorBytes;
  }

  /** Returns the name by which users ask for this tier. */
  public String text() {
    return text;
  }

  /** Returns the width of the vectors: 64 or 32. */
  public int vectorBytes() {
    return vectorBytes;
  }

  /** Returns the tier with a name, or null. */
  static Tier of(String text) {
    for (Tier tier : values()) {
      if (tier.text.equals(text)) {
        return tier;
      }
    }
    return null;
  }

  /** Returns the names of all tiers, for messages. */
  static String names() {
    return Arrays.stream(values()).map(Tier::text).collect(Collectors.joining(", "));
  }

  /**
   * Returns what an assembler may encode for this tier, or null if the processor lacks it.
   *
   * <p>A processor with AVX-512 VNNI but without AVX-VNNI runs the kernels of {@link #AVX_VNNI}
   * with the dot product in its other encoding.
   */
  InstructionSet instructionSet(CpuFeatures cpu) {
    return switch (this) {
      case AVX512_VNNI -> cpu.avx512Vnni() ? InstructionSet.AVX512 : null;
      case AVX_VNNI ->
          cpu.avxVnni()
              ? InstructionSet.AVX_VNNI
              : cpu.avx512Vnni() ? InstructionSet.AVX_VNNI_BY_EVEX : null;
      case AVX2 -> cpu.avx2() ? InstructionSet.AVX2 : null;
    };
  }
}
