/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.code.Tier;

/**
 * How sums of products of INT8 are formed, lane by lane: each 32-bit lane of the activations holds
 * some values, and the weights that meet them lie as bytes in the same order.
 */
public enum DotForm {
  /** Four unsigned bytes a lane, 128 added to each value: the dot products of VNNI. */
  BYTES(4, 1, 128),

  /**
   * Two words a lane (AVX2). Weights are widened when they are loaded; a sum of two products of
   * magnitude 2^14 is exact.
   */
  WORDS(2, 2, 0);

  private final int laneValues;
  private final int valueBytes;
  private final int offset;

  DotForm(int laneValues, int valueBytes, int offset) {
    this.laneValues = laneValues;
    this.valueBytes = valueBytes;
    this.offset = offset;
  }

  /** Returns the form of a target. */
  public static DotForm of(Target target) {
    return target.tier() == Tier.AVX2 ? WORDS : BYTES;
  }

  /** Returns the values of a 32-bit lane, and the bytes of its weights: 4 or 2. */
  public int laneValues() {
    return laneValues;
  }

  /** Returns the bytes of a value: 1 or 2. */
  public int valueBytes() {
    return valueBytes;
  }

  /**
   * Returns what a sum of products has too much, for a bias to take away.
   *
   * @param zeroPoint of the values
   * @param weights sum of the weights that meet them; wraps as the sum of products does
   */
  public int folded(int zeroPoint, int weights) {
    return (zeroPoint + offset) * weights;
  }

  /**
   * Returns a value that is repeated in a 32-bit lane of activations.
   *
   * @param value INT8, nothing added
   */
  public int repeated(int value) {
    return this == BYTES ? (value + offset) * 0x01010101 : (value & 0xFFFF) * 0x00010001;
  }

  /** Returns the bytes of the weights of one vector. */
  public int weightBytes(int vectorBytes) {
    return vectorBytes / valueBytes;
  }

  /** Emits the load of the weights of one vector, which are aligned to as many bytes. */
  public void loadWeights(Assembler asm, Vec to, Address from) {
    if (this == WORDS) {
      asm.vpmovsxbw(to, from);
    } else if (to.width() == 64) {
      asm.vmovdqa32(to, from);
    } else {
      asm.vmovdqa(to, from);
    }
  }

  /**
   * Emits the addition of all lanes' products.
   *
   * @param temp is changed by words
   */
  public void multiplyAdd(Assembler asm, Vec sums, Vec activations, Vec weights, Vec temp) {
    if (this == WORDS) {
      asm.vpmaddwd(temp, activations, weights);
      asm.vpaddd(sums, sums, temp);
    } else {
      asm.vpdpbusd(sums, activations, weights);
    }
  }

  /**
   * Emits the addition of all lanes' products with weights that are used once.
   *
   * @param temp is changed by words
   */
  public void multiplyAdd(Assembler asm, Vec sums, Vec activations, Address weights, Vec temp) {
    if (this == WORDS) {
      loadWeights(asm, temp, weights);
      multiplyAdd(asm, sums, activations, temp, temp);
    } else {
      asm.vpdpbusd(sums, activations, weights);
    }
  }
}
