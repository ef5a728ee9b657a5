/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * What is known of a tensor before it has memory: its place in the model, type, shape, quantization
 * and, for a constant, its bytes in the model. Immutable.
 */
public final class TensorSpec {
  private final int index;
  private final String name;
  private final TensorType type;
  private final Shape shape;
  private final Quantization quantization;
  private final boolean variable;
  private final ConstantData constant;

  /**
   * The bytes of a constant, in place within the bytes of the model. Nothing here can change them;
   * kernels read them through {@link ConstantBytes}.
   */
  public static final class ConstantData {
    /** The whole model. */
    final byte[] bytes;

    private final int offset;
    private final int length;

    /**
     * Names a constant.
     *
     * @param bytes the whole model, which must not change any more
     * @param offset where the constant begins
     * @param length how many bytes it has
     * @throws IndexOutOfBoundsException if it does not lie within the bytes
     */
    public ConstantData(byte[] bytes, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      this.bytes = bytes;
      this.offset = offset;
      this.length = length;
    }

    /** Returns where the constant begins in the model. */
    public int offset() {
      return offset;
    }

    /** Returns how many bytes the constant has. */
    public int length() {
      return length;
    }

    /** Returns a view of the bytes that cannot be written, little-endian. */
    public ByteBuffer asByteBuffer() {
      return ByteBuffer.wrap(bytes, offset, length)
          .slice()
          .asReadOnlyBuffer()
          .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns a copy of the bytes. */
    public byte[] toByteArray() {
      return Arrays.copyOfRange(bytes, offset, offset + length);
    }
  }

  /**
   * Creates a description.
   *
   * @param index the tensor's index in its subgraph
   * @param name the name from the model, empty where it has none
   * @param variable true for a tensor that keeps its values from one invocation to the next
   * @param constant the bytes of a constant, null for any other tensor
   */
  public TensorSpec(
      int index,
      String name,
      TensorType type,
      Shape shape,
      Quantization quantization,
      boolean variable,
      ConstantData constant) {
    this.index = index;
    this.name = Objects.requireNonNull(name, "name");
    this.type = Objects.requireNonNull(type, "type");
    this.shape = Objects.requireNonNull(shape, "shape");
    this.quantization = Objects.requireNonNull(quantization, "quantization");
    this.variable = variable;
    this.constant = constant;
  }

  /** Returns the tensor's index in its subgraph. */
  public int index() {
    return index;
  }

  /** Returns the name from the model, empty where it has none. */
  public String name() {
    return name;
  }

  public TensorType type() {
    return type;
  }

  public Shape shape() {
    return shape;
  }

  public Quantization quantization() {
    return quantization;
  }

  /** Returns true for a tensor that keeps its values from one invocation to the next. */
  public boolean isVariable() {
    return variable;
  }

  /** Returns true if the model holds the values of this tensor. */
  public boolean isConstant() {
    return constant != null;
  }

  /** Returns the bytes of a constant, null for any other tensor. */
  public ConstantData constant() {
    return constant;
  }

  /** Returns the number of elements. */
  public int elementCount() {
    return shape.elementCount();
  }

  /** Returns the bytes that the elements take; may exceed an int. */
  public long byteSize() {
    return type.bytesFor(shape.elementCount());
  }

  /** Returns this description with another shape. */
  public TensorSpec withShape(Shape newShape) {
    return new TensorSpec(index, name, type, newShape, quantization, variable, constant);
  }

  /** Returns for example {@code tensor 3 "conv1/weights" INT8[16, 3, 3, 8]}. */
  @Override
  public String toString() {
    return "tensor " + index + (name.isEmpty() ? "" : " \"" + name + "\"") + " " + type + shape;
  }
}
