/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/** What an assembler may encode; each does what the ones before it do. */
public enum InstructionSet {
  /** AVX2 and FMA: vectors of 16 and 32 bytes, sixteen registers. */
  AVX2,
  /** AVX2 and FMA with the dot products of AVX-VNNI, in their VEX encoding. */
  AVX_VNNI,
  /**
   * What {@link #AVX_VNNI} has, but the dot products in their EVEX encoding: processors with
   * AVX-512 VNNI need not have AVX-VNNI, and yet can run and test its kernels.
   */
  AVX_VNNI_BY_EVEX,
  /**
   * AVX-512 F, BW, DQ, VL and VNNI: vectors to 64 bytes, thirty-two registers, masks. VBMI only
   * where the processor has it, this is up to the caller.
   */
  AVX512
}
