/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import static org.tflm4j.kernels.jit.asm.Encoding.*;

/**
 * An assembler for x86-64: one method an instruction, named as in Intel's manual, operands in
 * Intel's order. The methods stand in the classes above this one, by group. Encoding is picked by
 * the operands and by the {@link InstructionSet}; what that does not have is refused.
 *
 * <pre>{@code
 * Assembler a = new Assembler(InstructionSet.AVX512);
 * Vec sum = zmm(0);
 * a.vpxor(sum, sum, sum);
 * Label loop = a.here();
 * a.vpbroadcastd(zmm(1), Address.at(RDI));          // four activations
 * a.vpdpbusd(sum, zmm(1), Address.at(RSI, 64));     // sixteen channels
 * a.add(RDI, 4);
 * a.add(RSI, 64);
 * a.dec(RCX);
 * a.jnz(loop);
 * a.vmovdqu32(Address.at(RDX).masked(K1), sum);
 * a.vzeroupper();
 * a.ret();
 * byte[] code = a.toByteArray();
 * }</pre>
 *
 * <p>Not for use by several threads at once.
 */
public final class Assembler extends MaskInstructions {
  /** Creates an assembler without code. */
  public Assembler(InstructionSet instructionSet) {
    super(instructionSet);
  }

  /**
   * Gathers dwords in AVX2: those whose sign bit in {@code mask} is set; clears the mask.
   *
   * @param src made by {@link Address#gather}, with an index as wide as {@code dst}
   */
  public void vpgatherdd(Vec dst, Address src, Vec mask) {
    vector(VEX | P66 | M0F38 | 0x90, dst.width, dst.number, mask.number, src, 0, 0);
  }

  /**
   * Gathers dwords in AVX-512: those whose bit in the mask of {@code dst} is set; clears the mask.
   *
   * @param dst with a mask
   * @param src made by {@link Address#gather}, with an index as wide as {@code dst}
   */
  public void vpgatherdd(Vec dst, Address src) {
    if (dst.masking == 0) {
      throw new IllegalArgumentException("a gather needs a mask: " + dst);
    }
    regRm(EVEX | P66 | M0F38 | T4 | 0x90, dst, src);
  }

  /**
   * Clears the upper parts of registers 0 to 15, so that code with SSE instructions runs at full
   * speed afterwards. Belongs before every return.
   */
  public void vzeroupper() {
    reserve();
    put(0xC5);
    put(0xF8);
    put(0x77);
  }
}
