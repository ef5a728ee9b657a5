/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;

/**
 * The convention of a step's code: {@code void step(arena, state, from, to)} in rdi, rsi, rdx and
 * rcx. {@code arena} is the address of the arena's first byte, {@code state} that of an array of
 * 8-byte words, see {@link StateWord}, and the step computes its units {@code from} (inclusive) to
 * {@code to} (exclusive): rows of its output, or whatever it can be cut into.
 */
public final class StepCode {
  /** The arena. */
  public static final Gp64 ARENA = Gp64.RDI;

  /** The state. */
  public static final Gp64 STATE = Gp64.RSI;

  /** The first unit. */
  public static final Gp64 FROM = Gp64.RDX;

  /** The unit behind the last. */
  public static final Gp64 TO = Gp64.RCX;

  private static final Gp64[] SAVED = {Gp64.RBX, Gp64.RBP, Gp64.R12, Gp64.R13, Gp64.R14, Gp64.R15};

  private StepCode() {}

  /** Saves the registers that belong to the caller. */
  public static void enter(Assembler asm) {
    for (Gp64 register : SAVED) {
      asm.push(register);
    }
  }

  /** Restores them and returns. */
  public static void leave(Assembler asm) {
    for (int i = SAVED.length - 1; i >= 0; i--) {
      asm.pop(SAVED[i]);
    }
    asm.vzeroupper();
    asm.ret();
  }

  /** Loads the address in a word of the state. */
  public static void loadAddress(Assembler asm, Gp64 to, int word) {
    asm.mov(to, Address.at(STATE, Long.BYTES * word));
  }

  /** Loads the address of what lies in the arena, at the offset in a word of the state. */
  public static void loadInArena(Assembler asm, Gp64 to, int word) {
    loadAddress(asm, to, word);
    asm.add(to, ARENA);
  }
}
