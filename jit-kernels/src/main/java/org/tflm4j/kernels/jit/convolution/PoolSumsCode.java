/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.DotForm;
import org.tflm4j.kernels.jit.support.TailCode;
import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Emits the sums of a vector of bytes of channels in four vectors, 0 to 3. With dot products of
 * bytes number {@code k} sums the channels {@code 4 * lane + k}, by products with a 1 in byte
 * {@code k} of every four. Otherwise number {@code k} sums the {@code k}th quarter of the channels,
 * widened. Uses vectors 5 and 8 to 12 besides.
 */
final class PoolSumsCode {
  static final int SUMS = 4;
  private static final int ONES = 8;
  private static final int ALIGNMENT = 32;

  private final VectorCode vectors;
  private final Assembler asm;
  private final boolean dots;
  private final int tailChannels;

  /** The last channels where they do not fill a quarter. */
  private final TailCode tail;

  private final Vec temp;
  private final Vec order;
  private final Vec signs;

  /** Says from which dword each comes when packs have joined the quarters. */
  private final Label orderAt = new Label();

  /**
   * Creates the emitter.
   *
   * @param depth channels
   */
  PoolSumsCode(VectorCode vectors, Target target, int depth) {
    this.vectors = vectors;
    this.asm = vectors.asm();
    this.dots = DotForm.of(target) == DotForm.BYTES;
    this.tailChannels = depth % vectors.bytes();
    this.tail = new TailCode(vectors, depth % vectors.lanes(), Mask.k(2));
    this.temp = vectors.vector(5);
    this.order = vectors.vector(ONES);
    this.signs = vectors.vector(12);
  }

  /** Emits what is needed once, at the start of the code. Uses rax. */
  void prepare() {
    vectors.broadcast(signs, Integer.MIN_VALUE);
    if (!dots) {
      vectors.load(order, Address.of(orderAt));
      return;
    }
    for (int k = 0; k < SUMS; k++) {
      vectors.broadcast(vectors.vector(ONES + k), 1 << (8 * k));
    }
  }

  /** Emits constants, behind the code. */
  void constants() {
    if (!dots) {
      asm.align(ALIGNMENT);
      asm.bind(orderAt);
      for (int i = 0; i < vectors.lanes(); i++) {
        asm.dataInt(4 * (i % 2) + i / 2);
      }
    }
  }

  /** Returns the register that has the sign bit set in every lane. */
  Vec signs() {
    return signs;
  }

  /** Returns true if taps are added from a register. */
  boolean takesBytes() {
    return dots;
  }

  /** Emits sums of 0. */
  void start() {
    for (int k = 0; k < SUMS; k++) {
      vectors.zero(vectors.vector(k));
    }
  }

  /** Adds a vector of taps. */
  void add(Vec taps) {
    for (int k = 0; k < SUMS; k++) {
      asm.vpdpbusd(vectors.vector(k), vectors.vector(ONES + k), taps);
    }
  }

  /**
   * Adds taps from memory.
   *
   * @param isTail true if there is no whole vector of them
   */
  void add(Gp64 taps, boolean isTail) {
    int count = isTail ? tailChannels : vectors.bytes();
    for (int k = 0; k < SUMS && k * vectors.lanes() < count; k++) {
      Address from = Address.at(taps, k * vectors.lanes());
      if ((k + 1) * vectors.lanes() > count) {
        tail.load(temp, from, temp);
        asm.vpmovsxbd(temp, temp.xmm());
      } else {
        asm.vpmovsxbd(temp, from);
      }
      asm.vpaddd(vectors.vector(k), vectors.vector(k), temp);
    }
  }

  /** Joins the low bytes of all lanes in vector 0, in the order of the channels. */
  void join() {
    Vec first = vectors.vector(0);
    if (!dots) {
      asm.vpackssdw(first, first, vectors.vector(1));
      asm.vpackssdw(vectors.vector(2), vectors.vector(2), vectors.vector(3));
      asm.vpacksswb(first, first, vectors.vector(2));
      asm.vpermd(first, order, first);
      return;
    }
    for (int k = 0; k < SUMS; k++) {
      Vec sum = vectors.vector(k);
      asm.vpslld(sum, sum, 24);
      if (k < SUMS - 1) {
        asm.vpsrld(sum, sum, 24 - 8 * k);
      }
      if (k > 0) {
        asm.vpor(first, first, sum);
      }
    }
  }
}
