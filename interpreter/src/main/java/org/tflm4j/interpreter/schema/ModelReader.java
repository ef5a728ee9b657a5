/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.schema;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;
import org.tflm4j.api.tensor.TensorType;

/**
 * Reads and checks the bytes of a model; the field numbers of each table stand beside its reader.
 */
public final class ModelReader {
  private static final int VERSION = 3;

  /** More dimensions than any operator takes; keeps hostile shapes small. */
  private static final int MAX_RANK = 32;

  private final byte[] file;
  private final FlatTable model;
  private final Map<Integer, Quantization> quantizations = new HashMap<>();

  private ModelReader(byte[] file, FlatTable model) {
    this.file = file;
    this.model = model;
  }

  /**
   * What a model file holds.
   *
   * @param description free text of the tool that wrote the file
   * @param metadata named blobs within the file
   */
  public record Contents(
      int version,
      String description,
      List<Subgraph> subgraphs,
      Map<String, ConstantData> metadata) {}

  /**
   * Reads a model in place.
   *
   * @throws ModelException if the bytes are not a TensorFlow Lite model of schema version 3, or are
   *     inconsistent
   */
  public static Contents read(byte[] file) {
    Objects.requireNonNull(file, "the bytes of the model");
    if (file.length < 8) {
      throw new ModelException(
          "not a TensorFlow Lite model: " + file.length + " bytes are too few for a flatbuffer");
    }
    if (file[4] != 'T' || file[5] != 'F' || file[6] != 'L' || file[7] != '3') {
      throw new ModelException(
          "not a TensorFlow Lite model: bytes 4 to 7 are not the file identifier TFL3");
    }
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    return new ModelReader(file, FlatTable.root(buffer, "table Model")).contents();
  }

  // Model: 0 version, 1 operator_codes, 2 subgraphs, 3 description, 4 buffers, 6 metadata
  private Contents contents() {
    int version = model.int32(0, 0);
    if (version != VERSION) {
      throw new ModelException(
          "the model has schema version "
              + Integer.toUnsignedString(version)
              + ", only "
              + VERSION
              + " is known");
    }
    List<OperatorCode> codes = operatorCodes();
    List<Subgraph> subgraphs = new ArrayList<>();
    for (int i = 0; i < model.tableCount(2); i++) {
      subgraphs.add(subgraph(i, model.table(2, i, "subgraph"), codes));
    }
    if (subgraphs.isEmpty()) {
      throw new ModelException("the model has no subgraph");
    }
    return new Contents(version, model.string(3), List.copyOf(subgraphs), metadata());
  }

  /** An operator of the model; {@code builtin} is null where the code is not known. */
  private record OperatorCode(int code, BuiltinOperator builtin, String customName, int version) {}

  // OperatorCode: 0 deprecated_builtin_code (int8), 1 custom_code, 2 version, 3 builtin_code
  // (int32)
  private List<OperatorCode> operatorCodes() {
    List<OperatorCode> codes = new ArrayList<>();
    for (int i = 0; i < model.tableCount(1); i++) {
      FlatTable table = model.table(1, i, "operator code");
      // Files older than the int32 field have the int8 one alone; newer ones cap it at 127.
      int code = Math.max(table.int8(0, 0), table.int32(3, 0));
      BuiltinOperator builtin = BuiltinOperator.ofCode(code);
      String customName = builtin == BuiltinOperator.CUSTOM ? table.string(1) : "";
      codes.add(new OperatorCode(code, builtin, customName, table.int32(2, 1)));
    }
    return codes;
  }

  // Metadata: 0 name, 1 buffer
  private Map<String, ConstantData> metadata() {
    Map<String, ConstantData> metadata = new HashMap<>();
    for (int i = 0; i < model.tableCount(6); i++) {
      FlatTable table = model.table(6, i, "metadata");
      ConstantData data = buffer(table.int32(1, 0), table.name());
      if (data != null) {
        metadata.put(table.string(0), data);
      }
    }
    return Map.copyOf(metadata);
  }

  // SubGraph: 0 tensors, 1 inputs, 2 outputs, 3 operators, 4 name
  private Subgraph subgraph(int index, FlatTable table, List<OperatorCode> codes) {
    List<TensorSpec> tensors = new ArrayList<>();
    for (int i = 0; i < table.tableCount(0); i++) {
      tensors.add(tensor(i, table.table(0, i, table.name() + ", tensor")));
    }
    int[] inputs = tensorIndices(table, 1, "inputs", tensors.size(), false);
    int[] outputs = tensorIndices(table, 2, "outputs", tensors.size(), false);
    List<OperatorNode> operators = new ArrayList<>();
    for (int i = 0; i < table.tableCount(3); i++) {
      FlatTable operator = table.table(3, i, table.name() + ", operator");
      operators.add(operator(index, i, operator, codes, tensors.size()));
    }
    return new Subgraph(
        index, table.string(4), List.copyOf(tensors), inputs, outputs, List.copyOf(operators));
  }

  // Tensor: 0 shape, 1 type, 2 buffer, 3 name, 4 quantization, 5 is_variable, 6 sparsity, 10
  // external_buffer
  private TensorSpec tensor(int index, FlatTable table) {
    TensorType type = TensorType.ofCode(table.int8(1, 0));
    if (type == null) {
      throw new ModelException(table.name() + ": there is no tensor type " + table.int8(1, 0));
    }
    if (table.has(6)) {
      throw new ModelException(
          table.name() + ": sparse tensors are not supported; convert the model without sparsity");
    }
    if (table.int32(10, 0) != 0) {
      throw new ModelException(
          table.name()
              + ": weights in external buffers are not supported; convert to a single file");
    }
    Shape shape = shape(table);
    boolean variable = table.bool(5, false);
    ConstantData data = buffer(table.int32(2, 0), table.name());
    TensorSpec spec =
        new TensorSpec(
            index,
            table.string(3),
            type,
            shape,
            quantization(table),
            variable,
            // A variable lives in the arena and starts at zero, whatever its buffer holds.
            variable ? null : data);
    if (spec.isConstant() && spec.constant().length() < spec.byteSize()) {
      throw new ModelException(
          table.name()
              + ": its buffer has "
              + spec.constant().length()
              + " bytes, but "
              + type
              + shape
              + " takes "
              + spec.byteSize());
    }
    return spec;
  }

  private static Shape shape(FlatTable table) {
    int[] dimensions = table.int32s(0);
    if (dimensions.length > MAX_RANK) {
      throw new ModelException(
          table.name()
              + ": "
              + dimensions.length
              + " dimensions, at most "
              + MAX_RANK
              + " are supported");
    }
    try {
      return Shape.of(dimensions);
    } catch (IllegalArgumentException e) {
      throw new ModelException(table.name() + ": " + e.getMessage(), e);
    }
  }

  // QuantizationParameters: 2 scale, 3 zero_point, 4 details type, 6 quantized_dimension
  private Quantization quantization(FlatTable tensor) {
    FlatTable table = tensor.table(4, "quantization");
    if (table == null) {
      return Quantization.NONE;
    }
    // Tensors may share a table, so each is read once.
    Quantization known = quantizations.get(table.position());
    if (known != null) {
      return known;
    }
    float[] scales = table.float32s(2);
    long[] wideZeroPoints = table.int64s(3);
    int[] zeroPoints = new int[wideZeroPoints.length];
    for (int i = 0; i < zeroPoints.length; i++) {
      zeroPoints[i] = (int) wideZeroPoints[i];
      if (zeroPoints[i] != wideZeroPoints[i]) {
        throw new ModelException(
            table.name() + ": zero point " + wideZeroPoints[i] + " does not fit 32 bits");
      }
    }
    Quantization quantization;
    try {
      quantization = Quantization.of(scales, zeroPoints, table.int32(6, 0));
    } catch (IllegalArgumentException e) {
      throw new ModelException(table.name() + ": " + e.getMessage(), e);
    }
    quantizations.put(table.position(), quantization);
    return quantization;
  }

  // Buffer: 0 data, 1 offset, 2 size (for data behind the flatbuffer)
  private ConstantData buffer(int index, String user) {
    int count = model.tableCount(4);
    if (Integer.compareUnsigned(index, count) >= 0) {
      throw new ModelException(
          user
              + ": there is no buffer "
              + Integer.toUnsignedString(index)
              + ", the model has "
              + count);
    }
    FlatTable table = model.table(4, index, "buffer");
    long offset = table.int64(1, 0);
    long size = table.int64(2, 0);
    if (offset > 1 && size != 0) {
      if (size < 0 || size > Integer.MAX_VALUE || offset > file.length - size) {
        throw new ModelException(
            table.name()
                + ": offset "
                + offset
                + " and size "
                + size
                + " reach beyond the file of "
                + file.length
                + " bytes");
      }
      return new ConstantData(file, (int) offset, (int) size);
    }
    FlatTable.Span data = table.bytes(0);
    return data == null || data.length() == 0
        ? null
        : new ConstantData(file, data.offset(), data.length());
  }

  // Operator: 0 opcode_index, 1 inputs, 2 outputs, 3 builtin_options_type, 4 builtin_options, 5
  // custom_options, 8
  // intermediates,
  // 9 large_custom_options_offset, 10 large_custom_options_size, 12 builtin_options_2
  private static OperatorNode operator(
      int subgraph, int index, FlatTable table, List<OperatorCode> codes, int tensorCount) {
    int codeIndex = table.int32(0, 0);
    if (Integer.compareUnsigned(codeIndex, codes.size()) >= 0) {
      throw new ModelException(
          table.name()
              + ": there is no operator code "
              + Integer.toUnsignedString(codeIndex)
              + ", the model has "
              + codes.size());
    }
    OperatorCode code = codes.get(codeIndex);
    if (code.builtin() == null) {
      throw new ModelException(table.name() + ": there is no builtin operator " + code.code());
    }
    if (code.builtin() == BuiltinOperator.CUSTOM && code.customName().isEmpty()) {
      throw new ModelException(table.name() + ": a custom operator without a name");
    }
    FlatTable options = table.table(4, "options");
    if (options != null) {
      BuiltinOptions.requireFit(table, code.builtin(), table.int8(3, 0) & 0xFF);
    }
    return new OperatorNode(
        subgraph,
        index,
        code.builtin(),
        code.customName(),
        code.version(),
        tensorIndices(table, 1, "inputs", tensorCount, true),
        tensorIndices(table, 2, "outputs", tensorCount, false),
        tensorIndices(table, 8, "intermediates", tensorCount, true),
        options,
        table.table(12, "second options"),
        table.bytes(5));
  }

  private static int[] tensorIndices(
      FlatTable table, int field, String what, int tensorCount, boolean optional) {
    int[] indices = table.int32s(field);
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] >= tensorCount || indices[i] < (optional ? -1 : 0)) {
        throw new ModelException(
            table.name()
                + ", "
                + what
                + "["
                + i
                + "]: there is no tensor "
                + indices[i]
                + ", the subgraph has "
                + tensorCount);
      }
    }
    return indices;
  }
}
