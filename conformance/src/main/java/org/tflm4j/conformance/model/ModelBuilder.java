/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.model;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.ArrayList;
import java.util.List;
import org.tflm4j.interpreter.model.BuiltinOperator;

/**
 * Writes a TensorFlow Lite model, schema version 3. Nothing is checked, so that broken models can
 * be written as well as good ones.
 *
 * <pre>{@code
 * ModelBuilder model = new ModelBuilder();
 * GraphBuilder graph = model.graph();
 * int x = graph.tensor("x", FLOAT32, 1, 4).index();
 * int y = graph.tensor("y", FLOAT32, 1, 4).index();
 * graph.operator(BuiltinOperator.ABS, new int[] {x}, y).inputs(x).outputs(y);
 * byte[] file = model.build();
 * }</pre>
 */
public final class ModelBuilder {
  private final List<GraphBuilder> graphs = new ArrayList<>();
  private final List<byte[]> buffers = new ArrayList<>(List.of(new byte[0]));
  private final List<OperatorCode> codes = new ArrayList<>();
  private final List<Metadata> metadata = new ArrayList<>();
  private String description = "";
  private int version = 3;

  private record OperatorCode(BuiltinOperator operator, String customName) {}

  private record Metadata(String name, int buffer) {}

  /** Creates a builder of a model without graphs. */
  public ModelBuilder() {}

  /** Adds a subgraph; the first is the one that an interpreter runs. */
  public GraphBuilder graph() {
    GraphBuilder graph = new GraphBuilder(this, graphs.size());
    graphs.add(graph);
    return graph;
  }

  public ModelBuilder description(String text) {
    this.description = text;
    return this;
  }

  /** Sets the version of the schema, 3 unless another is asked for. */
  public ModelBuilder version(int schemaVersion) {
    this.version = schemaVersion;
    return this;
  }

  /** Adds a named blob. */
  public ModelBuilder metadata(String name, byte[] bytes) {
    metadata.add(new Metadata(name, buffer(bytes)));
    return this;
  }

  /** Adds a buffer and returns its index. */
  int buffer(byte[] bytes) {
    buffers.add(bytes.clone());
    return buffers.size() - 1;
  }

  /** Returns the index of an operator code, added the first time. */
  int operatorCode(BuiltinOperator operator, String customName) {
    OperatorCode code = new OperatorCode(operator, customName);
    if (!codes.contains(code)) {
      codes.add(code);
    }
    return codes.indexOf(code);
  }

  /** Returns the bytes of the model. */
  public byte[] build() {
    FlatBufferBuilder out = new FlatBufferBuilder(1024);
    int buffersAt =
        offsets(out, buffers.stream().mapToInt(bytes -> writeBuffer(out, bytes)).toArray());
    int graphsAt = offsets(out, graphs.stream().mapToInt(graph -> graph.write(out)).toArray());
    int codesAt = offsets(out, codes.stream().mapToInt(code -> writeCode(out, code)).toArray());
    int metadataAt =
        offsets(out, metadata.stream().mapToInt(entry -> writeMetadata(out, entry)).toArray());
    int descriptionAt = out.createString(description);
    // Model: 0 version, 1 operator_codes, 2 subgraphs, 3 description, 4 buffers, 6 metadata
    out.startTable(7);
    out.addInt(0, version, 0);
    out.addOffset(1, codesAt, 0);
    out.addOffset(2, graphsAt, 0);
    out.addOffset(3, descriptionAt, 0);
    out.addOffset(4, buffersAt, 0);
    out.addOffset(6, metadataAt, 0);
    out.finish(out.endTable(), "TFL3");
    return out.sizedByteArray();
  }

  // Buffer: 0 data, aligned to 16 bytes
  private static int writeBuffer(FlatBufferBuilder out, byte[] bytes) {
    int dataAt = 0;
    if (bytes.length > 0) {
      out.startVector(1, bytes.length, 16);
      for (int i = bytes.length - 1; i >= 0; i--) {
        out.addByte(bytes[i]);
      }
      dataAt = out.endVector();
    }
    out.startTable(1);
    out.addOffset(0, dataAt, 0);
    return out.endTable();
  }

  // OperatorCode: 0 deprecated_builtin_code, 1 custom_code, 2 version, 3 builtin_code
  private static int writeCode(FlatBufferBuilder out, OperatorCode code) {
    int nameAt = code.customName().isEmpty() ? 0 : out.createString(code.customName());
    out.startTable(4);
    out.addByte(0, (byte) Math.min(code.operator().code(), 127), 0);
    out.addOffset(1, nameAt, 0);
    out.addInt(2, 1, 1);
    out.addInt(3, code.operator().code(), 0);
    return out.endTable();
  }

  // Metadata: 0 name, 1 buffer
  private static int writeMetadata(FlatBufferBuilder out, Metadata entry) {
    int nameAt = out.createString(entry.name());
    out.startTable(2);
    out.addOffset(0, nameAt, 0);
    out.addInt(1, entry.buffer(), 0);
    return out.endTable();
  }

  static int int32s(FlatBufferBuilder out, int[] values) {
    out.startVector(4, values.length, 4);
    for (int i = values.length - 1; i >= 0; i--) {
      out.addInt(values[i]);
    }
    return out.endVector();
  }

  static int offsets(FlatBufferBuilder out, int[] offsets) {
    out.startVector(4, offsets.length, 4);
    for (int i = offsets.length - 1; i >= 0; i--) {
      out.addOffset(offsets[i]);
    }
    return out.endVector();
  }
}
