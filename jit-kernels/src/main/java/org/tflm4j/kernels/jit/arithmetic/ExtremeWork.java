/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.arithmetic;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.element.ElementCode;
import org.tflm4j.kernels.jit.support.element.ElementWork;

/**
 * MAXIMUM and MINIMUM of INT8 (AVX-512).
 *
 * @param maximum true for MAXIMUM
 */
record ExtremeWork(boolean maximum) implements ElementWork {
  private static final Vec X = zmm(0);
  private static final Vec Y = zmm(1);
  private static final Vec STANDING = zmm(2);

  @Override
  public int lanes(Target target) {
    return 64;
  }

  @Override
  public void row(ElementCode code) {
    for (int input = 0; input < 2; input++) {
      if (!code.moves(input)) {
        code.asm().vpbroadcastb(STANDING, code.input(input));
      }
    }
  }

  @Override
  public void vector(ElementCode code, Mask tail) {
    Assembler asm = code.asm();
    Vec x = operand(code, X, 0, tail);
    Vec y = operand(code, Y, 1, tail);
    if (maximum) {
      asm.vpmaxsb(X, x, y);
    } else {
      asm.vpminsb(X, x, y);
    }
    asm.vmovdqu8(code.output(tail), X);
  }

  private static Vec operand(ElementCode code, Vec to, int input, Mask tail) {
    if (!code.moves(input)) {
      return STANDING;
    }
    code.asm().vmovdqu8(ElementCode.existing(to, tail), code.input(input));
    return to;
  }
}
