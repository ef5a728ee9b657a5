/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.model;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorType;

/** A tensor of a graph under construction. */
public final class TensorBuilder {
  private final ModelBuilder model;
  private final int index;
  private final String name;
  private TensorType type;
  private int[] shape;
  private Quantization quantization = Quantization.NONE;
  private boolean variable;
  private int buffer;

  TensorBuilder(ModelBuilder model, int index, String name, TensorType type, int[] shape) {
    this.model = model;
    this.index = index;
    this.name = name;
    this.type = type;
    this.shape = shape.clone();
  }

  /** Returns the tensor's index in its graph. */
  public int index() {
    return index;
  }

  public TensorBuilder type(TensorType newType) {
    this.type = newType;
    return this;
  }

  /** Sets the dimensions; any values, also impossible ones. */
  public TensorBuilder shape(int... dimensions) {
    this.shape = dimensions.clone();
    return this;
  }

  public TensorBuilder quantization(float scale, int zeroPoint) {
    return quantization(Quantization.of(scale, zeroPoint));
  }

  public TensorBuilder quantization(Quantization newQuantization) {
    this.quantization = newQuantization;
    return this;
  }

  /** Makes the tensor keep its values from one invocation to the next. */
  public TensorBuilder variable() {
    this.variable = true;
    return this;
  }

  /** Gives the tensor constant values: its raw little-endian bytes. */
  public TensorBuilder data(byte... bytes) {
    this.buffer = model.buffer(bytes);
    return this;
  }

  /** Gives an INT32 tensor constant values. */
  public TensorBuilder data(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return data(bytes.array());
  }

  /** Gives a FLOAT32 tensor constant values. */
  public TensorBuilder data(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return data(bytes.array());
  }

  /** Sets the index of the tensor's buffer, also one that does not exist. */
  public TensorBuilder bufferIndex(int newBuffer) {
    this.buffer = newBuffer;
    return this;
  }

  // Tensor: 0 shape, 1 type, 2 buffer, 3 name, 4 quantization, 5 is_variable
  int write(FlatBufferBuilder out) {
    int shapeAt = ModelBuilder.int32s(out, shape);
    int nameAt = out.createString(name);
    int quantizationAt = quantization.isPresent() ? writeQuantization(out) : 0;
    out.startTable(6);
    out.addOffset(0, shapeAt, 0);
    out.addByte(1, (byte) type.code(), 0);
    out.addInt(2, buffer, 0);
    out.addOffset(3, nameAt, 0);
    out.addOffset(4, quantizationAt, 0);
    out.addBoolean(5, variable, false);
    return out.endTable();
  }

  // QuantizationParameters: 2 scale, 3 zero_point, 6 quantized_dimension
  private int writeQuantization(FlatBufferBuilder out) {
    int count = quantization.scaleCount();
    out.startVector(4, count, 4);
    for (int i = count - 1; i >= 0; i--) {
      out.addFloat(quantization.scale(i));
    }
    int scales = out.endVector();
    out.startVector(8, count, 8);
    for (int i = count - 1; i >= 0; i--) {
      out.addLong(quantization.zeroPoint(i));
    }
    int zeroPoints = out.endVector();
    out.startTable(7);
    out.addOffset(2, scales, 0);
    out.addOffset(3, zeroPoints, 0);
    out.addInt(6, quantization.quantizedDimension(), 0);
    return out.endTable();
  }
}
