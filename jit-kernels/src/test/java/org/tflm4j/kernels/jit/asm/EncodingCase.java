/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * One instruction with its operands.
 *
 * @param text how GNU as is told it, in Intel's syntax
 * @param instructionSet what the assembler may encode
 * @param emission how ours is told it
 */
record EncodingCase(String text, InstructionSet instructionSet, Consumer<Assembler> emission) {
  /** Returns what our assembler makes of it. */
  byte[] encode() {
    Assembler assembler = new Assembler(instructionSet);
    emission.accept(assembler);
    return assembler.toByteArray();
  }

  /** Returns its line in the table. */
  String line(byte[] bytes) {
    return HexFormat.of().formatHex(bytes) + ' ' + text;
  }
}
