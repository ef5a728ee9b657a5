/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/**
 * Rounding embedded in an instruction of AVX-512, whatever MXCSR says; it also suppresses all
 * exceptions. Only 512-bit and scalar register forms take it.
 */
public enum Rounding {
  /** To nearest, ties to even. */
  NEAREST("rn-sae", 0),
  /** Towards minus infinity. */
  DOWN("rd-sae", 1),
  /** Towards plus infinity. */
  UP("ru-sae", 2),
  /** Towards zero. */
  ZERO("rz-sae", 3),
  /** Suppresses exceptions alone, for instructions that round as they always do or do not round. */
  SUPPRESS_EXCEPTIONS("sae", 0);

  /** How the assembler writes it, without braces. */
  final String text;

  /** The field L'L of EVEX. */
  final int field;

  Rounding(String text, int field) {
    this.text = text;
    this.field = field;
  }
}
