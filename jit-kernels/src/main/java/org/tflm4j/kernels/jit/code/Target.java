/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.InstructionSet;

/**
 * What kernels are made for: a tier, and what the processor has beyond it.
 *
 * @param tier the set of instructions for which to write
 * @param instructionSet what the assembler may encode
 * @param vbmi true if there are permutations of bytes (vpermb); in {@link Tier#AVX512_VNNI} alone
 * @param vnniInt8 true if there are dot products of signed with signed bytes (vpdpbssd); in {@link
 *     Tier#AVX_VNNI} alone
 */
public record Target(Tier tier, InstructionSet instructionSet, boolean vbmi, boolean vnniInt8) {
  /** Returns a new assembler for this target. */
  public Assembler newAssembler() {
    return new Assembler(instructionSet);
  }

  /**
   * Returns a target of this processor whose vectors have 32 bytes, for work that would leave half
   * of longer ones empty.
   */
  public Target narrow() {
    return tier == Tier.AVX512_VNNI
        ? new Target(Tier.AVX_VNNI, InstructionSet.AVX_VNNI_BY_EVEX, false, false)
        : this;
  }

  /** Returns the width of the vectors: 64 or 32. */
  public int vectorBytes() {
    return tier.vectorBytes();
  }

  /** Returns the target for a tier, or null if the processor lacks it. */
  static Target of(Tier tier, CpuFeatures cpu) {
    InstructionSet instructionSet = tier.instructionSet(cpu);
    return instructionSet == null
        ? null
        : new Target(
            tier,
            instructionSet,
            tier == Tier.AVX512_VNNI && cpu.avx512Vbmi(),
            instructionSet == InstructionSet.AVX_VNNI && cpu.avxVnniInt8());
  }
}
