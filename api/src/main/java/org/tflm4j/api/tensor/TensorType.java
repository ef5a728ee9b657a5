/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.tensor;

/**
 * Element types of the TensorFlow Lite format with their codes (field {@code type} of table {@code
 * Tensor}).
 *
 * <p>All multi-byte elements are little-endian. {@link #INT4} packs two elements in a byte, the low
 * half first, in plain element order across rows.
 */
public enum TensorType {
  FLOAT32(0, 32),
  FLOAT16(1, 16),
  INT32(2, 32),
  UINT8(3, 8),
  INT64(4, 64),
  /** Variable-length strings; no kernel takes them. */
  STRING(5, 0),
  /** One byte, 0 or 1. */
  BOOL(6, 8),
  INT16(7, 16),
  COMPLEX64(8, 64),
  INT8(9, 8),
  FLOAT64(10, 64),
  COMPLEX128(11, 128),
  UINT64(12, 64),
  /** The handle of a resource variable, an int32. */
  RESOURCE(13, 32),
  /** Opaque; no kernel takes it. */
  VARIANT(14, 0),
  UINT32(15, 32),
  UINT16(16, 16),
  INT4(17, 4),
  BFLOAT16(18, 16),
  INT2(19, 2),
  UINT4(20, 4),
  FLOAT8_E4M3FN(21, 8),
  FLOAT8_E5M2(22, 8);

  private static final TensorType[] BY_CODE = values();

  private final int code;
  private final int bits;

  TensorType(int code, int bits) {
    this.code = code;
    this.bits = bits;
  }

  /** Returns the code that the format uses for this type. */
  public int code() {
    return code;
  }

  /** Returns the bits an element takes; 0 for types without a fixed size. */
  public int bits() {
    return bits;
  }

  /**
   * Returns the bytes an element takes; 0 for types smaller than a byte or without a fixed size.
   */
  public int bytes() {
    return bits / 8;
  }

  /** Returns the bytes that {@code elements} elements take, the last one rounded up. */
  public long bytesFor(long elements) {
    return Math.ceilDiv(Math.multiplyExact(elements, (long) bits), 8L);
  }

  /** Returns true for the floating-point types. */
  public boolean isFloat() {
    return this == FLOAT32 || this == FLOAT16 || this == FLOAT64 || this == BFLOAT16;
  }

  /** Returns the type with the given code of the format, or null where there is none. */
  public static TensorType ofCode(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }
}
