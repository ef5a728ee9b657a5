/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.schema;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.ModelProblem;
import org.tflm4j.interpreter.model.ModelProblem.Kind;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.model.OperatorOptions;
import org.tflm4j.interpreter.model.Subgraph;
import org.tflm4j.interpreter.model.TensorIndices;

/**
 * Reads and checks the bytes of a model; the field numbers of each table stand beside its reader.
 */
public final class ModelReader {
  private static final int VERSION = 3;

  /** Enough to see what is wrong; a broken file can have millions. */
  private static final int MAX_PROBLEMS = 100;

  /** More dimensions than any operator takes; keeps hostile shapes small. */
  private static final int MAX_RANK = 32;

  private final byte[] file;
  private final FlatTable model;
  private final Map<Integer, Quantization> quantizations = new HashMap<>();
  private final List<ModelProblem> problems = new ArrayList<>();

  /** Tensors of the subgraph being read that could not be read. */
  private final Set<Integer> damagedTensors = new HashSet<>();

  /** True if anything of the subgraph being read could not be read. */
  private boolean damaged;

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
   * What can be read of a file that may be broken.
   *
   * @param contents null if the file is broken as a whole
   * @param problems everything that is wrong with the file, empty for a good one
   */
  public record Draft(Contents contents, List<ModelProblem> problems) {}

  /**
   * Reads a model in place.
   *
   * @throws ModelException if the bytes are not a TensorFlow Lite model of schema version 3, or are
   *     inconsistent, with every problem found
   */
  public static Contents read(byte[] file) {
    Draft draft = draft(file);
    if (!draft.problems().isEmpty()) {
      throw new ModelException(draft.problems());
    }
    return draft.contents();
  }

  /** Reads as much of a model as can be read. */
  public static Draft draft(byte[] file) {
    List<ModelProblem> problems = new ArrayList<>();
    try {
      ModelReader reader = open(file);
      try {
        Contents contents = reader.contents();
        return new Draft(contents, List.copyOf(reader.problems));
      } catch (ModelException e) {
        problems.addAll(reader.problems);
        problems.addAll(e.details());
      }
    } catch (ModelException e) {
      problems.addAll(e.details());
    }
    return new Draft(null, List.copyOf(problems));
  }

  private static ModelReader open(byte[] file) {
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
    return new ModelReader(file, FlatTable.root(buffer, "table Model"));
  }

  /** Goes on after these problems, unless there are too many. */
  private void report(List<ModelProblem> found) {
    problems.addAll(found);
    if (problems.size() >= MAX_PROBLEMS) {
      ModelProblem last = problems.removeLast();
      throw new ModelException(last);
    }
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
      try {
        FlatTable table = model.table(6, i, "metadata");
        ConstantData data = buffer(table.int32(1, 0), table.name());
        if (data != null) {
          metadata.put(table.string(0), data);
        }
      } catch (ModelException e) {
        report(e.details());
      }
    }
    return Map.copyOf(metadata);
  }

  // SubGraph: 0 tensors, 1 inputs, 2 outputs, 3 operators, 4 name
  private Subgraph subgraph(int index, FlatTable table, List<OperatorCode> codes) {
    damagedTensors.clear();
    damaged = false;
    List<TensorSpec> tensors = new ArrayList<>();
    for (int i = 0; i < table.tableCount(0); i++) {
      tensors.add(tensorOrNothing(index, i, table));
    }
    TensorIndices inputs = graphTensors(index, table, 1, "inputs", tensors.size());
    TensorIndices outputs = graphTensors(index, table, 2, "outputs", tensors.size());
    List<OperatorNode> operators = new ArrayList<>();
    for (int i = 0; i < table.tableCount(3); i++) {
      operators.add(operatorOrNothing(index, i, table, codes, tensors.size()));
    }
    return new Subgraph(index, table.string(4), tensors, inputs, outputs, operators, damaged);
  }

  /** Returns a scalar in the place of a tensor that cannot be read. */
  private TensorSpec tensorOrNothing(int subgraph, int index, FlatTable table) {
    try {
      return tensor(index, table.table(0, index, table.name() + ", tensor"));
    } catch (ModelException e) {
      report(
          e.details().stream()
              .map(problem ->
                  new ModelProblem(
                      problem.kind(), subgraph, -1, "", problem.message(), problem.remedy()))
              .toList());
      damagedTensors.add(index);
      damaged = true;
      return new TensorSpec(
          index, "", TensorType.INT8, Shape.SCALAR, Quantization.NONE, false, null);
    }
  }

  private TensorIndices graphTensors(
      int subgraph, FlatTable table, int field, String what, int tensorCount) {
    List<String> wrong = new ArrayList<>();
    TensorIndices indices = tensorIndices(table, field, what, tensorCount, false, wrong);
    if (!wrong.isEmpty()) {
      damaged = true;
      report(
          wrong.stream()
              .map(message ->
                  new ModelProblem(Kind.INDEX, subgraph, -1, "", message, Kind.INDEX.remedy()))
              .toList());
    }
    return indices;
  }

  private OperatorNode operatorOrNothing(
      int subgraph, int index, FlatTable table, List<OperatorCode> codes, int tensorCount) {
    try {
      FlatTable operator = table.table(3, index, table.name() + ", operator");
      return operator(subgraph, index, operator, codes, tensorCount);
    } catch (ModelException e) {
      report(
          e.details().stream()
              .map(problem ->
                  new ModelProblem(
                      problem.kind(),
                      subgraph,
                      index,
                      problem.operatorName(),
                      problem.message(),
                      problem.remedy()))
              .toList());
      damaged = true;
      return new OperatorNode(
          subgraph,
          index,
          BuiltinOperator.CUSTOM,
          "?",
          1,
          TensorIndices.NONE,
          TensorIndices.NONE,
          TensorIndices.NONE,
          OperatorOptions.NONE,
          OperatorOptions.NONE,
          null,
          true);
    }
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
          ModelProblem.of(Kind.FORMAT, table.name() + ": sparse tensors are not supported")
              .withRemedy("convert the model without sparsity"));
    }
    if (table.int32(10, 0) != 0) {
      throw new ModelException(
          ModelProblem.of(
                  Kind.FORMAT, table.name() + ": weights in external buffers are not supported")
              .withRemedy("convert to a single file"));
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
          ModelProblem.of(
              Kind.SIZE,
              table.name()
                  + ": "
                  + dimensions.length
                  + " dimensions, at most "
                  + MAX_RANK
                  + " are supported"));
    }
    try {
      return Shape.of(dimensions);
    } catch (IllegalArgumentException e) {
      boolean dynamic = Arrays.stream(dimensions).anyMatch(dimension -> dimension < 0);
      throw new ModelException(
          ModelProblem.of(
              dynamic ? Kind.DYNAMIC_SHAPE : Kind.SIZE, table.name() + ": " + e.getMessage()),
          e);
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
          ModelProblem.of(
              Kind.INDEX,
              user
                  + ": there is no buffer "
                  + Integer.toUnsignedString(index)
                  + ", the model has "
                  + count));
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
  private OperatorNode operator(
      int subgraph, int index, FlatTable table, List<OperatorCode> codes, int tensorCount) {
    List<String> wrong = new ArrayList<>();
    OperatorCode code = operatorCode(table, codes);
    FlatTable options = table.table(4, "options");
    if (options != null) {
      BuiltinOptions.requireFit(table, code.builtin(), table.int8(3, 0) & 0xFF);
    }
    TensorIndices inputs = tensorIndices(table, 1, "inputs", tensorCount, true, wrong);
    TensorIndices outputs = tensorIndices(table, 2, "outputs", tensorCount, false, wrong);
    TensorIndices intermediates =
        tensorIndices(table, 8, "intermediates", tensorCount, true, wrong);
    FlatTable options2 = table.table(12, "second options");
    FlatTable.Span customOptions = table.bytes(5);
    OperatorNode node =
        new OperatorNode(
            subgraph,
            index,
            code.builtin(),
            code.customName(),
            code.version(),
            inputs,
            outputs,
            intermediates,
            options == null ? OperatorOptions.NONE : options,
            options2 == null ? OperatorOptions.NONE : options2,
            customOptions == null
                ? null
                : new ConstantData(file, customOptions.offset(), customOptions.length()),
            !wrong.isEmpty()
                || isDamaged(inputs)
                || isDamaged(outputs)
                || isDamaged(intermediates));
    if (!wrong.isEmpty()) {
      damaged = true;
      report(wrong.stream().map(message -> ModelProblem.of(Kind.INDEX, message).at(node)).toList());
    }
    return node;
  }

  private boolean isDamaged(TensorIndices tensors) {
    return !damagedTensors.isEmpty() && tensors.stream().anyMatch(damagedTensors::contains);
  }

  private static OperatorCode operatorCode(FlatTable table, List<OperatorCode> codes) {
    int codeIndex = table.int32(0, 0);
    if (Integer.compareUnsigned(codeIndex, codes.size()) >= 0) {
      throw new ModelException(
          ModelProblem.of(
              Kind.INDEX,
              table.name()
                  + ": there is no operator code "
                  + Integer.toUnsignedString(codeIndex)
                  + ", the model has "
                  + codes.size()));
    }
    OperatorCode code = codes.get(codeIndex);
    if (code.builtin() == null) {
      throw new ModelException(
          ModelProblem.of(
                  Kind.MISSING_OPERATOR,
                  table.name() + ": there is no builtin operator " + code.code())
              .withRemedy(
                  "the file is broken, or newer than TensorFlow Lite Micro: convert the model"
                      + " without the operator"));
    }
    if (code.builtin() == BuiltinOperator.CUSTOM && code.customName().isEmpty()) {
      throw new ModelException(table.name() + ": a custom operator without a name");
    }
    return code;
  }

  /**
   * Reads indices of tensors.
   *
   * @param wrong receives a message for each index that no tensor has
   * @return the others
   */
  private static TensorIndices tensorIndices(
      FlatTable table,
      int field,
      String what,
      int tensorCount,
      boolean optional,
      List<String> wrong) {
    int[] indices = table.int32s(field);
    int least = optional ? -1 : 0;
    for (int i = 0; i < indices.length && wrong.size() < MAX_PROBLEMS; i++) {
      if (indices[i] >= tensorCount || indices[i] < least) {
        wrong.add(
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
    return TensorIndices.of(
        wrong.isEmpty()
            ? indices
            : Arrays.stream(indices).filter(i -> i < tensorCount && i >= least).toArray());
  }
}
