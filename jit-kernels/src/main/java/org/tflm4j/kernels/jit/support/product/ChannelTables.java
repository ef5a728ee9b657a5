/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * The layout of the numbers of one vector of output channels, each a vector of ints or floats:
 * bias; then scale, addend, repaired sum and its correction for float roundings, or multiplier,
 * left shift, right shift and the mask of the bits that it drops for integers. In front of all of
 * them lie the parameters that all channels share.
 */
public final class ChannelTables {
  private static final int VECTORS = 5;

  // Numbers of vectors.
  static final int BIAS = 0;
  static final int SCALE = 1;
  static final int ADDEND = 2;
  static final int REPAIRED = 3;
  static final int CORRECTION = 4;
  static final int MULTIPLIER = 1;
  static final int LEFT_SHIFT = 2;
  static final int RIGHT_SHIFT = 3;
  static final int DROPPED_BITS = 4;

  /** A lane of activations that are padding. */
  public static final int PADDING = 0;

  /** Four bytes 0x80 in every lane. */
  public static final int FLIP = PADDING + VectorCode.CONSTANT_BYTES;

  /** The output's zero point. */
  public static final int ZERO_POINT = FLIP + VectorCode.CONSTANT_BYTES;

  /** Least and greatest output. */
  public static final int MIN = ZERO_POINT + VectorCode.CONSTANT_BYTES;

  public static final int MAX = MIN + VectorCode.CONSTANT_BYTES;

  /** The sign bit. */
  public static final int SIGN = MAX + VectorCode.CONSTANT_BYTES;

  /** Half of what integers drop, in 64 bits. */
  public static final int NUDGE = SIGN + VectorCode.CONSTANT_BYTES;

  /** Bytes of the parameters in front of the tables. */
  public static final int PARAMETERS = 256;

  private ChannelTables() {}

  /** Returns the bytes of the tables of one vector of channels. */
  public static int bytes(int vectorBytes) {
    return VECTORS * vectorBytes;
  }
}
