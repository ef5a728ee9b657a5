/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * INT8 elements as float lanes. Products of INT8 values and their sums are exact in float up to
 * 2^24, and a float multiply-add has twice the rate of an integer multiplication on most machines.
 */
public final class Int8Lanes {
  public static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /** As many bytes as there are float lanes, but at least the 8 of the smallest vector. */
  public static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(
          byte.class, VectorShape.forBitSize(Math.max(64, FLOATS.length() * Byte.SIZE)));

  /** Elements of one byte vector: the unit in which INT8 outputs are written. */
  public static final int LANES = BYTES.length();

  /** Float vectors that hold the elements of one byte vector: 1, or 2 on 128-bit machines. */
  public static final int PARTS = BYTES.length() / FLOATS.length();

  /**
   * Multiply-adds of INT8 values that one float lane sums up exactly: a product is at most 2^14
   * (-128 * -128), so 2^10 of them stay within 2^24.
   */
  public static final int EXACT_PRODUCTS = 1 << 10;

  /**
   * Bands of widened inputs that take more than this are left to the reference kernels: 64 MiB of
   * floats.
   */
  public static final long MAX_BAND_FLOATS = 1 << 24;

  private Int8Lanes() {}

  /** Returns part {@code part} of the elements, widened. */
  public static FloatVector widen(ByteVector bytes, int part) {
    return (FloatVector) bytes.convertShape(VectorOperators.B2F, FLOATS, part);
  }
}
