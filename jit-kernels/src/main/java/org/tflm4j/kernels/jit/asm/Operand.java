/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/**
 * What an instruction may name: a register or an address, with what the assembler's text would have
 * in braces behind it.
 */
abstract sealed class Operand permits Gp64, Vec, Mask, Address {
  /** Bit of {@link #masking} for zeroing instead of merging; the place that it has in EVEX. */
  static final int ZEROING = 0x80;

  /** Number of the register; 0 for an address. */
  final int number;

  /** Number of the mask register that masks this destination, or 0; with {@link #ZEROING}. */
  final int masking;

  /**
   * High bits as a prefix wants them when this is the r/m operand: 1 is B, 2 is X, 4 is V' (bit 4
   * of the index vector of a gather).
   */
  final int extension;

  /** True if only EVEX can name this r/m operand. */
  final boolean evexOnly;

  Operand(int number, int masking, int extension, boolean evexOnly) {
    this.number = number;
    this.masking = masking;
    this.extension = extension;
    this.evexOnly = evexOnly;
  }
}
