/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

/**
 * The layout of the numbers of 16 output channels, each a vector of 64 bytes: bias; then scale,
 * addend, repaired sum and its correction for float roundings, or multiplier, left shift, right
 * shift and the mask of the bits that it drops for integers. In front of all vectors lie the
 * parameters that all channels share.
 */
public final class ChannelTables {
  /** Bytes of a vector. */
  static final int VECTOR = 64;

  /** Bytes of the tables of 16 channels. */
  public static final int BYTES = 5 * VECTOR;

  public static final int BIAS = 0;
  public static final int SCALE = VECTOR;
  public static final int ADDEND = 2 * VECTOR;
  public static final int REPAIRED = 3 * VECTOR;
  public static final int CORRECTION = 4 * VECTOR;
  static final int MULTIPLIER = VECTOR;
  static final int LEFT_SHIFT = 2 * VECTOR;
  static final int RIGHT_SHIFT = 3 * VECTOR;
  static final int DROPPED_BITS = 4 * VECTOR;

  /** Bytes of the parameters in front of the tables. */
  public static final int PARAMETERS = VECTOR;

  /** Four bytes: zero point of the padding, top bit flipped. */
  public static final int PADDING = 0;

  /** Four bytes, each 0x80. */
  public static final int FLIP = 4;

  /** The output's zero point. */
  public static final int ZERO_POINT = 8;

  /** Least and greatest output. */
  public static final int MIN = 12;

  public static final int MAX = 16;

  /** The sign bit. */
  public static final int SIGN = 20;

  private ChannelTables() {}
}
