/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.reduction;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Rounding;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * MEAN and SUM of FLOAT32. Elements along a kept run are summed in the reference's order; a reduced
 * run has a sum for each of 16 lanes. The constant is the number of elements that a mean divides
 * by.
 *
 * @param mean true for MEAN
 */
record RealSumWork(boolean mean) implements ReductionWork {
  private static final Vec SUM = zmm(0);
  private static final Vec TEMP = zmm(1);
  private static final Vec COUNT = zmm(2);

  @Override
  public int elementBytes() {
    return Float.BYTES;
  }

  @Override
  public int lanes() {
    return 16;
  }

  @Override
  public void prepare(VectorCode vectors, Gp64 constant, boolean keepsRun) {
    vectors.asm().vbroadcastss(COUNT, Address.at(constant));
  }

  @Override
  public void start(VectorCode vectors) {
    vectors.zero(SUM);
  }

  @Override
  public void tap(VectorCode vectors, Address from, Mask tail, boolean keepsRun) {
    vectors.asm().vmovups(tail == null ? TEMP : TEMP.zeroed(tail), from);
    vectors.asm().vaddps(SUM, SUM, TEMP.rounded(Rounding.NEAREST));
  }

  @Override
  public void fold(VectorCode vectors) {
    Assembler asm = vectors.asm();
    asm.vextractf64x4(TEMP.ymm(), SUM, 1);
    asm.vaddps(SUM.ymm(), SUM.ymm(), TEMP.ymm());
    asm.vextractf32x4(TEMP.xmm(), SUM, 1);
    asm.vaddps(SUM.xmm(), SUM.xmm(), TEMP.xmm());
    asm.vpshufd(TEMP.xmm(), SUM.xmm(), 0x4E);
    asm.vaddps(SUM.xmm(), SUM.xmm(), TEMP.xmm());
    asm.vpshufd(TEMP.xmm(), SUM.xmm(), 0xB1);
    asm.vaddps(SUM.xmm(), SUM.xmm(), TEMP.xmm());
  }

  @Override
  public void finish(VectorCode vectors, Gp64 constant, Address to, Mask tail, boolean keepsRun) {
    if (mean) {
      vectors.asm().vdivps(SUM, SUM, COUNT.rounded(Rounding.NEAREST));
    }
    vectors.asm().vmovups(tail == null ? to : to.masked(tail), SUM);
  }
}
