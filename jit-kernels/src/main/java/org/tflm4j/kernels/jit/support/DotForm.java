/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Vec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.code.Tier;

/**
 * How sums of products are formed, lane by lane: each 32-bit lane of the activations holds some
 * values, and the weights that meet them lie in the same order, those of INT8 as bytes.
 */
public enum DotForm {
  /** Four unsigned bytes a lane, 128 added to each value: the dot products of VNNI. */
  BYTES(4, 1, 128, 1),

  /**
   * Two words a lane (AVX2). Weights are widened when they are loaded; a sum of two products of
   * magnitude 2^14 is exact.
   */
  WORDS(2, 2, 0, 1),

  /** A float a lane: the products of FLOAT32. */
  FLOATS(1, 4, 0, 4);

  private final int laneValues;
  private final int valueBytes;
  private final int offset;
  private final int elementBytes;

  DotForm(int laneValues, int valueBytes, int offset, int elementBytes) {
    this.laneValues = laneValues;
    this.valueBytes = valueBytes;
    this.offset = offset;
    this.elementBytes = elementBytes;
  }

  /** Returns the form of the products of INT8 of a target. */
  public static DotForm of(Target target) {
    return target.tier() == Tier.AVX2 ? WORDS : BYTES;
  }

  /** Returns the values of a 32-bit lane: 4, 2 or 1. */
  public int laneValues() {
    return laneValues;
  }

  /** Returns the bytes of a value: 1, 2 or 4. */
  public int valueBytes() {
    return valueBytes;
  }

  /** Returns the bytes of an element of the tensors: 1 or 4. */
  public int elementBytes() {
    return elementBytes;
  }

  /** Returns true if values are what the tensors have, so that tiles can read these themselves. */
  public boolean isInPlace() {
    return this != WORDS;
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
   * Returns a value that is repeated in a 32-bit lane of activations of INT8.
   *
   * @param value INT8, nothing added
   */
  public int repeated(int value) {
    return this == BYTES ? (value + offset) * 0x01010101 : (value & 0xFFFF) * 0x00010001;
  }

  /** Returns the bytes of the weights of one vector. */
  public int weightBytes(int vectorBytes) {
    return vectorBytes / Integer.BYTES * laneValues * elementBytes;
  }

  /**
   * Emits the load of a vector of activations from values as tensors have them.
   *
   * @param flip has 0x80 in every byte
   */
  public void loadValues(Assembler asm, Vec to, Address from, Vec flip) {
    switch (this) {
      case BYTES -> asm.vpxor(to, flip, from);
      case WORDS -> asm.vpmovsxbw(to, from);
      case FLOATS -> asm.vmovups(to, from);
    }
  }

  /**
   * Emits the change of values at the start of a register to a vector of activations.
   *
   * @param flip has 0x80 in every byte
   */
  public void convertValues(Assembler asm, Vec values, Vec flip) {
    switch (this) {
      case BYTES -> asm.vpxor(values, values, flip);
      case WORDS -> asm.vpmovsxbw(values, values.xmm());
      case FLOATS -> {}
    }
  }

  /** Emits the load of the weights of one vector; those of INT8 are aligned to as many bytes. */
  public void loadWeights(Assembler asm, Vec to, Address from) {
    if (this == WORDS) {
      asm.vpmovsxbw(to, from);
    } else if (this == FLOATS) {
      asm.vmovups(to, from);
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
    switch (this) {
      case BYTES -> asm.vpdpbusd(sums, activations, weights);
      case WORDS -> {
        asm.vpmaddwd(temp, activations, weights);
        asm.vpaddd(sums, sums, temp);
      }
      case FLOATS -> asm.vfmadd231ps(sums, activations, weights);
    }
  }

  /**
   * Emits the addition of all lanes' products with weights that are used once.
   *
   * @param temp is changed by words
   */
  public void multiplyAdd(Assembler asm, Vec sums, Vec activations, Address weights, Vec temp) {
    switch (this) {
      case BYTES -> asm.vpdpbusd(sums, activations, weights);
      case WORDS -> {
        loadWeights(asm, temp, weights);
        multiplyAdd(asm, sums, activations, temp, temp);
      }
      case FLOATS -> asm.vfmadd231ps(sums, activations, weights);
    }
  }
}
