/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/** What an assembler may encode; each has what the ones before it have. */
public enum InstructionSet {
  /** AVX2 and FMA: vectors of 16 and 32 bytes, sixteen registers. */
  AVX2,
  /** With the dot products of AVX-VNNI, in their VEX encoding. */
  AVX_VNNI,
  /**
   * AVX-512 F, BW, DQ, VL and VNNI: vectors to 64 bytes, thirty-two registers, masks. VBMI only
   * where the processor has it, this is up to the caller.
   */
  AVX512
}
