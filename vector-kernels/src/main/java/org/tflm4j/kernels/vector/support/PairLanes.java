/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Pairs of 16-bit numbers in the lanes of 32-bit ones. Dense layers multiply INT8 values as 16-bit
 * lanes, twice as many at a time as float lanes; a 32-bit lane belongs to one output channel and
 * holds two neighbours along the depth, the first in its lower half.
 */
public final class PairLanes {
  public static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private static final VectorShape SHAPE = VectorShape.forBitSize(FLOATS.vectorBitSize());

  public static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);

  public static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, SHAPE);

  /** The bytes of a vector. */
  public static final VectorSpecies<Byte> WHOLE = VectorSpecies.of(byte.class, SHAPE);

  /** As many bytes as there are 16-bit lanes. */
  public static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(SHAPE.vectorBitSize() / 2));

  /** Output channels of a vector. */
  public static final int CHANNELS = INTS.length();

  /** INT8 elements of a vector, two for each channel. */
  public static final int ELEMENTS = SHORTS.length();

  /**
   * Where 16-bit sums begin: the lower half of each pair lies this much above the true sum, so that
   * it is never negative and never borrows from the upper half.
   */
  public static final int LOWER_OFFSET = 0x8000;

  public static final IntVector FIRST_SUMS = IntVector.broadcast(INTS, LOWER_OFFSET);

  /**
   * The sum of weight magnitudes up to which a 16-bit lane is exact: with inputs from -128 to 128
   * the sum of products stays within 128 * 255 = 32,640.
   */
  public static final int MAX_MAGNITUDE_SUM = 255;

  private PairLanes() {}

  /** Returns a vector of INT8 elements, widened. */
  public static ShortVector widen(byte[] elements, int at) {
    return (ShortVector)
        ByteVector.fromArray(BYTES, elements, at).convertShape(VectorOperators.B2S, SHORTS, 0);
  }
}
