/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.reduction;

import static org.tflm4j.kernels.jit.asm.Vec.zmm;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.support.VectorCode;
import org.tflm4j.kernels.jit.support.product.Epilogue;
import org.tflm4j.kernels.jit.support.product.RequantizationCode;
import org.tflm4j.kernels.jit.support.product.SingleScale;

/**
 * MEAN and SUM of INT8. Where every element has a sum of its own there are four accumulators:
 * number {@code k} sums the elements {@code 4 * lane + k}, by dot products with a 1 in byte {@code
 * k} of every four. Where all go into one sum, all bytes are 1. Sums may wrap, as the reference's
 * do. The constant is that of {@link SingleScale}; what is left of the zero points is its bias.
 *
 * @param epilogue the requantization, without clamps: bytes saturate
 */
record Int8SumWork(Epilogue epilogue) implements ReductionWork {
  private static final int SUMS = 4;
  private static final Vec TAPS = zmm(4);
  private static final Vec TEMP = zmm(5);
  private static final Vec TEMP2 = zmm(6);
  private static final Vec SCALE = zmm(7);
  private static final int ONES = 8;
  private static final Vec BIAS = zmm(12);
  private static final Vec ORDER = zmm(13);

  private RequantizationCode requantization(VectorCode vectors, Gp64 constant) {
    return new RequantizationCode(vectors, epilogue, constant, TEMP, TEMP2);
  }

  private static Address tables(Gp64 constant) {
    return Address.at(constant, SingleScale.TABLES);
  }

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
    Assembler asm = vectors.asm();
    RequantizationCode requantization = requantization(vectors, constant);
    requantization.prepare();
    requantization.loadScale(SCALE, tables(constant));
    requantization.loadBias(BIAS, tables(constant));
    for (int k = 0; k < SUMS; k++) {
      asm.mov32(Gp64.RAX, keepsRun ? 1 << (8 * k) : 0x01010101);
      asm.vpbroadcastd(zmm(ONES + k), Gp64.RAX);
    }
    // Packs leave byte 4 * k + lane of every 16 where 4 * lane + k belongs.
    asm.mov(Gp64.RAX, 0x0D09_0501_0C08_0400L);
    asm.vmovq(ORDER.xmm(), Gp64.RAX);
    asm.mov(Gp64.RAX, 0x0F0B_0703_0E0A_0602L);
    asm.vmovq(TEMP.xmm(), Gp64.RAX);
    asm.vpunpcklqdq(ORDER.xmm(), ORDER.xmm(), TEMP.xmm());
    asm.vshufi32x4(ORDER, ORDER, ORDER, 0);
  }

  @Override
  public void start(VectorCode vectors) {
    for (int k = 0; k < SUMS; k++) {
      vectors.zero(zmm(k));
    }
  }

  @Override
  public void tap(VectorCode vectors, Address from, Mask tail, boolean keepsRun) {
    Assembler asm = vectors.asm();
    asm.vmovdqu8(tail == null ? TAPS : TAPS.zeroed(tail), from);
    for (int k = 0; k < (keepsRun ? SUMS : 1); k++) {
      asm.vpdpbusd(zmm(k), zmm(ONES + k), TAPS);
    }
  }

  @Override
  public void fold(VectorCode vectors) {
    Assembler asm = vectors.asm();
    Vec sum = zmm(0);
    asm.vextracti64x4(TEMP.ymm(), sum, 1);
    asm.vpaddd(sum.ymm(), sum.ymm(), TEMP.ymm());
    asm.vextracti32x4(TEMP.xmm(), sum, 1);
    asm.vpaddd(sum.xmm(), sum.xmm(), TEMP.xmm());
    asm.vpshufd(TEMP.xmm(), sum.xmm(), 0x4E);
    asm.vpaddd(sum.xmm(), sum.xmm(), TEMP.xmm());
    asm.vpshufd(TEMP.xmm(), sum.xmm(), 0xB1);
    asm.vpaddd(sum.xmm(), sum.xmm(), TEMP.xmm());
  }

  @Override
  public void finish(VectorCode vectors, Gp64 constant, Address to, Mask tail, boolean keepsRun) {
    Assembler asm = vectors.asm();
    RequantizationCode requantization = requantization(vectors, constant);
    for (int k = 0; k < (keepsRun ? SUMS : 1); k++) {
      asm.vpaddd(zmm(k), zmm(k), BIAS);
      requantization.emit(zmm(k), SCALE, tables(constant));
    }
    asm.vpackssdw(zmm(0), zmm(0), zmm(1));
    asm.vpackssdw(zmm(2), zmm(2), zmm(3));
    asm.vpacksswb(zmm(0), zmm(0), zmm(2));
    asm.vpshufb(zmm(0), zmm(0), ORDER);
    asm.vmovdqu8(tail == null ? to : to.masked(tail), zmm(0));
  }
}
