/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.tensor;

import java.util.Objects;

/**
 * A tensor with memory: a description and a window of a {@code byte[]} (the arena, or the model for
 * a constant). Elements lie in row-major order, little-endian. Index arguments count elements in
 * that order; an accessor of another type than the tensor's throws an {@link
 * IllegalArgumentException}, an index that is out of range an {@link IndexOutOfBoundsException}, a
 * write to a constant of the model an {@link IllegalStateException}.
 *
 * <p>A tensor in the arena is valid until the interpreter is invoked again; an input's memory may
 * be reused by later operators, so inputs are written before every invocation.
 */
public final class Tensor {
  private final TensorSpec spec;
  private final byte[] data;
  private final int offset;
  private final int byteSize;
  private final int elementBytes;
  private final boolean isFloat;
  private final boolean isConstant;

  /**
   * Binds a description to memory.
   *
   * @param data the array that holds the elements
   * @param offset where they begin
   * @throws IllegalArgumentException if the elements do not fit
   */
  public Tensor(TensorSpec spec, byte[] data, int offset) {
    long size = spec.byteSize();
    if (offset < 0 || offset + size > data.length) {
      throw new IllegalArgumentException(
          spec + " needs " + size + " bytes at offset " + offset + " of " + data.length);
    }
    this.spec = spec;
    this.data = data;
    this.offset = offset;
    this.byteSize = (int) size;
    // Packed elements of less than a byte can be read as bytes.
    this.elementBytes = Math.max(1, spec.type().bits() / Byte.SIZE);
    this.isFloat = spec.type() == TensorType.FLOAT32;
    this.isConstant = spec.isConstant();
  }

  /**
   * Returns a constant, with its memory in the model.
   *
   * @throws NullPointerException if the tensor is no constant
   */
  public static Tensor ofConstant(TensorSpec spec) {
    return new Tensor(spec, spec.constant().bytes, spec.constant().offset());
  }

  public TensorSpec spec() {
    return spec;
  }

  public String name() {
    return spec.name();
  }

  public TensorType type() {
    return spec.type();
  }

  public Shape shape() {
    return spec.shape();
  }

  public Quantization quantization() {
    return spec.quantization();
  }

  public int elementCount() {
    return spec.shape().elementCount();
  }

  /**
   * Returns the array that holds the elements, from {@link #offset()} on. For kernels and zero-copy
   * users. The one of a constant is the model itself and must not be written.
   */
  public byte[] data() {
    return data;
  }

  /** Returns the offset of the first element in {@link #data()}, in bytes. */
  public int offset() {
    return offset;
  }

  /** Returns the bytes that the elements take. */
  public int byteSize() {
    return byteSize;
  }

  /**
   * Copies the raw little-endian bytes of all elements into this tensor.
   *
   * @throws IllegalArgumentException if {@code bytes} has another size than this tensor
   * @throws IllegalStateException if this tensor is a constant of the model
   */
  public void write(byte[] bytes) {
    requireWritable();
    requireSize(Objects.requireNonNull(bytes, "bytes").length);
    System.arraycopy(bytes, 0, data, offset, byteSize);
  }

  /**
   * Writes real numbers, quantized with this tensor's scale and zero point where it is an integer
   * tensor: rounded half away from zero and clamped to the range of the type, as TFLM's QUANTIZE
   * does.
   *
   * @throws IllegalArgumentException if the count differs from this tensor's, or the type has no
   *     real values
   */
  public void writeReal(float... values) {
    requireWritable();
    Objects.requireNonNull(values, "values");
    if (values.length != elementCount()) {
      throw new IllegalArgumentException(
          spec + " takes " + elementCount() + " values, not " + values.length);
    }
    for (int i = 0; i < values.length; i++) {
      setRealAt(i, values[i]);
    }
  }

  /**
   * Reads the real numbers that all elements stand for, as {@link #realAt} does.
   *
   * @throws IllegalArgumentException if the count differs from this tensor's, or the type has no
   *     real values
   */
  public void readReal(float[] values) {
    Objects.requireNonNull(values, "values");
    if (values.length != elementCount()) {
      throw new IllegalArgumentException(
          spec + " has " + elementCount() + " values, not " + values.length);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = realAt(i);
    }
  }

  /**
   * Copies the raw little-endian bytes of all elements out of this tensor.
   *
   * @throws IllegalArgumentException if {@code bytes} has another size than this tensor
   */
  public void read(byte[] bytes) {
    requireSize(Objects.requireNonNull(bytes, "bytes").length);
    System.arraycopy(data, offset, bytes, 0, byteSize);
  }

  /** Returns a copy of the raw little-endian bytes of all elements. */
  public byte[] toByteArray() {
    byte[] bytes = new byte[byteSize];
    System.arraycopy(data, offset, bytes, 0, byteSize);
    return bytes;
  }

  /** Returns the element of an INT8, UINT8 or BOOL tensor as a signed byte. */
  public byte int8At(int index) {
    return data[at(index, 1)];
  }

  public void setInt8At(int index, byte value) {
    requireWritable();
    data[at(index, 1)] = value;
  }

  public short int16At(int index) {
    return LittleEndian.getShort(data, at(index, 2));
  }

  public void setInt16At(int index, short value) {
    requireWritable();
    LittleEndian.putShort(data, at(index, 2), value);
  }

  public int int32At(int index) {
    return LittleEndian.getInt(data, intAt(index));
  }

  public void setInt32At(int index, int value) {
    requireWritable();
    LittleEndian.putInt(data, intAt(index), value);
  }

  public long int64At(int index) {
    return LittleEndian.getLong(data, at(index, 8));
  }

  public void setInt64At(int index, long value) {
    requireWritable();
    LittleEndian.putLong(data, at(index, 8), value);
  }

  public float float32At(int index) {
    return LittleEndian.getFloat(data, floatAt(index));
  }

  public void setFloat32At(int index, float value) {
    requireWritable();
    LittleEndian.putFloat(data, floatAt(index), value);
  }

  /**
   * Returns the element as an integer, whatever the width: sign-extended, unsigned types
   * zero-extended, BOOL as 0 or 1.
   *
   * @throws IllegalArgumentException if this is not a tensor of integers
   */
  public long integerAt(int index) {
    return switch (type()) {
      case INT8 -> int8At(index);
      case UINT8, BOOL -> int8At(index) & 0xFF;
      case INT16 -> int16At(index);
      case UINT16 -> int16At(index) & 0xFFFF;
      case INT32, RESOURCE -> int32At(index);
      case UINT32 -> int32At(index) & 0xFFFF_FFFFL;
      case INT64, UINT64 -> int64At(index);
      case INT4 -> Int4.get(data, offset, Objects.checkIndex(index, elementCount()));
      default -> throw new IllegalArgumentException(spec + " has no integer values");
    };
  }

  /**
   * Returns the real number that the element stands for: dequantized with the tensor's (first)
   * scale and zero point, the number itself where there is no quantization.
   *
   * @throws IllegalArgumentException if the type has no real values
   */
  public float realAt(int index) {
    if (type() == TensorType.FLOAT32) {
      return float32At(index);
    }
    long value = integerAt(index);
    Quantization q = quantization();
    return q.isPresent() ? q.scale() * (value - q.zeroPoint()) : value;
  }

  private void setRealAt(int index, float value) {
    if (type() == TensorType.FLOAT32) {
      setFloat32At(index, value);
      return;
    }
    Quantization q = quantization();
    double scaled = q.isPresent() ? value / q.scale() : value;
    double rounded = Math.copySign(Math.floor(Math.abs(scaled) + 0.5), scaled) + q.zeroPoint();
    switch (type()) {
      case INT8 -> setInt8At(index, (byte) clamp(rounded, Byte.MIN_VALUE, Byte.MAX_VALUE));
      case UINT8 -> setInt8At(index, (byte) clamp(rounded, 0, 255));
      case BOOL -> setInt8At(index, (byte) (value == 0 ? 0 : 1));
      case INT16 -> setInt16At(index, (short) clamp(rounded, Short.MIN_VALUE, Short.MAX_VALUE));
      case INT32 -> setInt32At(index, (int) rounded);
      case INT64 -> setInt64At(index, (long) rounded);
      default ->
          throw new IllegalArgumentException(
              spec + " cannot be written from real numbers; write its bytes instead");
    }
  }

  private static int clamp(double value, int min, int max) {
    return (int) Math.max(min, Math.min(max, value));
  }

  private int at(int index, int width) {
    if (width != elementBytes) {
      throw new IllegalArgumentException(
          spec + " has no elements of " + width + " bytes; its type is " + spec.type());
    }
    // Dividing cannot overflow, where index * width can.
    if (index < 0 || index >= byteSize / width) {
      throw new IndexOutOfBoundsException(
          "index " + index + " of " + spec + ", which has " + byteSize / width + " elements");
    }
    return offset + index * width;
  }

  private int floatAt(int index) {
    if (!isFloat) {
      throw new IllegalArgumentException(spec + " is not a tensor of FLOAT32");
    }
    return at(index, Float.BYTES);
  }

  private int intAt(int index) {
    if (isFloat) {
      throw new IllegalArgumentException(spec + " is not a tensor of 32-bit integers");
    }
    return at(index, Integer.BYTES);
  }

  private void requireWritable() {
    if (isConstant) {
      throw new IllegalStateException(spec + " is a constant of the model and cannot be written");
    }
  }

  private void requireSize(int given) {
    if (given != byteSize) {
      throw new IllegalArgumentException(
          spec + " has " + byteSize + " bytes, but " + given + " bytes were given");
    }
  }

  @Override
  public String toString() {
    return spec.toString();
  }
}
