/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.reduction;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * REDUCE_MAX and REDUCE_MIN of INT8.
 *
 * @param maximum true for REDUCE_MAX
 */
record Int8ExtremeWork(boolean maximum) implements ReductionWork {
  private static final Vec EXTREME = zmm(0);
  private static final Vec TEMP = zmm(1);

  /** What no element is beyond. */
  private static final Vec NEUTRAL = zmm(2);

  @Override
  public int elementBytes() {
    return 1;
  }

  @Override
  public int lanes() {
    return 64;
  }

  @Override
  public void prepare(VectorCode vectors, Gp64 constant, boolean keepsRun) {
    vectors.asm().mov32(Gp64.RAX, maximum ? Byte.MIN_VALUE : Byte.MAX_VALUE);
    vectors.asm().vpbroadcastb(NEUTRAL, Gp64.RAX);
  }

  @Override
  public void start(VectorCode vectors) {
    vectors.copy(EXTREME, NEUTRAL);
  }

  @Override
  public void tap(VectorCode vectors, Address from, Mask tail, boolean keepsRun) {
    if (tail == null) {
      vectors.load(TEMP, from);
    } else {
      vectors.copy(TEMP, NEUTRAL);
      vectors.asm().vmovdqu8(TEMP.masked(tail), from);
    }
    extreme(vectors.asm(), EXTREME);
  }

  private void extreme(Assembler asm, Vec to) {
    Vec other = Vec.of(to.width(), TEMP.number());
    if (maximum) {
      asm.vpmaxsb(to, to, other);
    } else {
      asm.vpminsb(to, to, other);
    }
  }

  @Override
  public void fold(VectorCode vectors) {
    Assembler asm = vectors.asm();
    asm.vextracti64x4(TEMP.ymm(), EXTREME, 1);
    extreme(asm, EXTREME.ymm());
    asm.vextracti32x4(TEMP.xmm(), EXTREME, 1);
    extreme(asm, EXTREME.xmm());
    for (int bytes = 8; bytes > 0; bytes /= 2) {
      asm.vpsrldq(TEMP.xmm(), EXTREME.xmm(), bytes);
      extreme(asm, EXTREME.xmm());
    }
  }

  @Override
  public void finish(VectorCode vectors, Gp64 constant, Address to, Mask tail, boolean keepsRun) {
    vectors.asm().vmovdqu8(tail == null ? to : to.masked(tail), EXTREME);
  }
}
