/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/** When a conditional jump or move happens, after a comparison of a with b. */
public enum Condition {
  /** Overflow. */
  O(0),
  /** No overflow. */
  NO(1),
  /** Below: a &lt; b, unsigned. The carry is set. */
  B(2),
  /** Above or equal: a &gt;= b, unsigned. The carry is not set. */
  AE(3),
  /** Equal, or zero. */
  E(4),
  /** Not equal, or not zero. */
  NE(5),
  /** Below or equal: a &lt;= b, unsigned. */
  BE(6),
  /** Above: a &gt; b, unsigned. */
  A(7),
  /** Negative. */
  S(8),
  /** Not negative. */
  NS(9),
  /** Parity even. */
  P(10),
  /** Parity odd. */
  NP(11),
  /** Less: a &lt; b, signed. */
  L(12),
  /** Greater or equal: a &gt;= b, signed. */
  GE(13),
  /** Less or equal: a &lt;= b, signed. */
  LE(14),
  /** Greater: a &gt; b, signed. */
  G(15);

  /** The lower four bits of the opcode. */
  final int code;

  Condition(int code) {
    this.code = code;
  }
}
