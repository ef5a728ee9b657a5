/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/**
 * The parts of an instruction's encoding, joined by OR to an int that the compiler folds: opcode
 * byte, mandatory prefix, opcode map, which of VEX and EVEX exist and with which W, and the tuple
 * type, which scales the 8-bit displacement of EVEX (Intel SDM, volume 2, section 2.7.5).
 */
final class Encoding {
  // Bits 0 to 7: opcode.
  static final int OPCODE = 0xFF;

  // Bits 8 and 9: mandatory prefix.
  static final int PREFIX_SHIFT = 8;
  static final int P66 = 1 << PREFIX_SHIFT;
  static final int PF3 = 2 << PREFIX_SHIFT;
  static final int PF2 = 3 << PREFIX_SHIFT;

  // Bits 10 and 11: opcode map.
  static final int MAP_SHIFT = 10;
  static final int M0F = 1 << MAP_SHIFT;
  static final int M0F38 = 2 << MAP_SHIFT;
  static final int M0F3A = 3 << MAP_SHIFT;

  static final int VEX = 1 << 12;
  static final int EVEX = 1 << 13;
  static final int BOTH = VEX | EVEX;

  /** W is 1 in the VEX encoding. */
  static final int VEX_W1 = 1 << 14;

  /** W is 1 in the EVEX encoding. */
  static final int EVEX_W1 = 1 << 15;

  static final int W1 = VEX_W1 | EVEX_W1;

  /** A dot product: AVX-VNNI in VEX, AVX-512 VNNI in EVEX, so that the instruction set decides. */
  static final int VNNI = 1 << 16;

  /** Takes embedded rounding. */
  static final int ROUND = 1 << 17;

  /** Takes {sae}. */
  static final int SAE = 1 << 18;

  // Bits 20 to 23: tuple type. Up to 6: the memory operand has 1 << N bytes, whatever the width.
  static final int TUPLE_SHIFT = 20;
  static final int T1 = 0;
  static final int T2 = 1 << TUPLE_SHIFT;
  static final int T4 = 2 << TUPLE_SHIFT;
  static final int T8 = 3 << TUPLE_SHIFT;
  static final int T16 = 4 << TUPLE_SHIFT;
  static final int T32 = 5 << TUPLE_SHIFT;

  /** Full vector, or one lane broadcast. */
  static final int FULL = 8 << TUPLE_SHIFT;

  /** Full vector without broadcast. */
  static final int FULL_MEM = 9 << TUPLE_SHIFT;

  /** Half, quarter, eighth of a vector. */
  static final int HALF_MEM = 10 << TUPLE_SHIFT;

  static final int QUARTER_MEM = 11 << TUPLE_SHIFT;
  static final int EIGHTH_MEM = 12 << TUPLE_SHIFT;

  private Encoding() {}
}
