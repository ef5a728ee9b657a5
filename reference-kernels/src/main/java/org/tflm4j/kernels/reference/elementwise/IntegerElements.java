/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorType;

/** Access to the elements of integer tensors of different widths as ints. */
final class IntegerElements {
  private IntegerElements() {}

  /** Reads an element. */
  @FunctionalInterface
  interface Reader {
    /**
     * Returns element {@code index} of those that begin at {@code offset}: sign-extended, unsigned
     * types zero-extended, UINT32 as its bits, BOOL as 0 or 1.
     */
    int get(byte[] data, int offset, int index);
  }

  /** Writes an element. */
  @FunctionalInterface
  interface Writer {
    /** Stores the low bits of {@code value} as element {@code index}. */
    void put(byte[] data, int offset, int index, int value);
  }

  /** Returns the reader for a type of at most 32 bits. */
  static Reader reader(TensorType type) {
    return switch (type) {
      case INT8 -> (data, offset, index) -> data[offset + index];
      case UINT8 -> (data, offset, index) -> data[offset + index] & 0xFF;
      case BOOL -> (data, offset, index) -> data[offset + index] == 0 ? 0 : 1;
      case INT16 -> (data, offset, index) -> LittleEndian.getShort(data, offset + 2 * index);
      case INT32, UINT32 -> (data, offset, index) -> LittleEndian.getInt(data, offset + 4 * index);
      default -> throw new IllegalArgumentException(type + " cannot be read as an int");
    };
  }

  /** Returns the writer for a type of at most 32 bits. */
  static Writer writer(TensorType type) {
    return switch (type) {
      case INT8, UINT8 -> (data, offset, index, value) -> data[offset + index] = (byte) value;
      case INT16 ->
          (data, offset, index, value) ->
              LittleEndian.putShort(data, offset + 2 * index, (short) value);
      case INT32, UINT32 ->
          (data, offset, index, value) -> LittleEndian.putInt(data, offset + 4 * index, value);
      default -> throw new IllegalArgumentException(type + " cannot be written from an int");
    };
  }

  /** Returns the smallest value of a quantized type. */
  static int min(TensorType type) {
    return switch (type) {
      case INT8 -> Byte.MIN_VALUE;
      case UINT8 -> 0;
      case INT16 -> Short.MIN_VALUE;
      case INT32 -> Integer.MIN_VALUE;
      default -> throw new IllegalArgumentException(type + " is no quantized type");
    };
  }

  /** Returns the largest value of a quantized type. */
  static int max(TensorType type) {
    return switch (type) {
      case INT8 -> Byte.MAX_VALUE;
      case UINT8 -> 255;
      case INT16 -> Short.MAX_VALUE;
      case INT32 -> Integer.MAX_VALUE;
      default -> throw new IllegalArgumentException(type + " is no quantized type");
    };
  }
}
