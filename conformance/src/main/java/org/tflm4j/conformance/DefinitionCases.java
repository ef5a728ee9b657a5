/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;
import static org.tflm4j.api.tensor.TensorType.RESOURCE;
import static org.tflm4j.api.tensor.TensorType.UINT16;
import static org.tflm4j.api.tensor.TensorType.UINT32;
import static org.tflm4j.api.tensor.TensorType.UINT64;
import static org.tflm4j.api.tensor.TensorType.UINT8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/**
 * Cases for types that TFLM takes but the corpus lacks. The real TFLM has not run them: their
 * expected outputs follow from the definition of the operator, which in most cases only moves
 * bytes.
 */
final class DefinitionCases {
  /** Values that reveal a wrong order or size of elements; a BOOL is their last bit. */
  private static final long[] VALUES = {1, -2, 0x7FFF_FFFF_FFFF_FFFEL, 0x1234_5678_9ABC_DEF1L};

  private final Path folder;
  private final List<ConformanceCase> cases = new ArrayList<>();

  private DefinitionCases(Path folder) {
    this.folder = folder;
  }

  /** Writes the models, inputs and outputs to a folder and returns the cases. */
  static List<ConformanceCase> write(Path folder) throws IOException {
    DefinitionCases definitions = new DefinitionCases(folder);
    definitions.casts();
    definitions.greater();
    definitions.rsqrt();
    for (TensorType type : List.of(UINT16, UINT32, UINT64)) {
      definitions.reshape(BuiltinOperator.RESHAPE, type);
    }
    for (TensorType type : List.of(UINT8, UINT16, UINT32, UINT64)) {
      definitions.reshape(BuiltinOperator.SQUEEZE, type);
      definitions.broadcastTo(type);
    }
    for (TensorType type : List.of(INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, BOOL)) {
      definitions.shape(type);
      definitions.choice(type);
    }
    for (TensorType type : List.of(INT64, UINT8, UINT16, UINT32, UINT64, BOOL)) {
      definitions.variable(type);
    }
    for (TensorType type : List.of(INT8, INT16, INT64, UINT8, UINT16, UINT32, UINT64, BOOL)) {
      definitions.loop(type);
    }
    return List.copyOf(definitions.cases);
  }

  private void add(
      BuiltinOperator operator,
      TensorType type,
      ModelBuilder model,
      int frames,
      byte[] input,
      byte[] output)
      throws IOException {
    String tag = type.name().toLowerCase(Locale.ROOT);
    String id = operator.name().toLowerCase(Locale.ROOT) + "-" + tag + "-definition";
    cases.add(
        new ConformanceCase(
            id,
            operator.name(),
            tag,
            Files.write(folder.resolve(id + ".tflite"), model.build()),
            Files.write(folder.resolve(id + ".in"), input),
            Files.write(folder.resolve(id + ".out"), output),
            frames,
            List.of(),
            true,
            0,
            0,
            -1,
            0,
            null,
            false,
            true));
  }

  /** Returns the little-endian elements of a tensor, of which the low bits are kept. */
  private static byte[] elements(TensorType type, long... values) {
    byte[] bytes = new byte[values.length * type.bytes()];
    for (int i = 0; i < bytes.length; i++) {
      long value = values[i / type.bytes()];
      bytes[i] = (byte) ((type == BOOL ? value & 1 : value) >> (8 * (i % type.bytes())));
    }
    return bytes;
  }

  private static byte[] concatenate(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** A cast to the same type changes nothing. */
  private void casts() throws IOException {
    for (TensorType type : List.of(INT16, INT32, UINT32, FLOAT32)) {
      ModelBuilder model = new ModelBuilder();
      GraphBuilder graph = model.graph();
      int x = graph.tensor("x", type, 4).index();
      int y = graph.tensor("y", type, 4).index();
      graph.operator(BuiltinOperator.CAST, new int[] {x}, y).inputs(x).outputs(y);
      byte[] values =
          type == FLOAT32
              ? elements(type, 0x8000_0000L, 1, 0x7F80_0000L, 0xC2F6_E979L)
              : elements(type, VALUES);
      add(BuiltinOperator.CAST, type, model, 1, values, values);
    }
  }

  /** TFLM leaves the scales of INT16 uninitialised; here the real values are compared. */
  private void greater() throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int a = graph.tensor("a", INT16, 6).quantization(0x1p-15f, 0).index();
    int b = graph.tensor("b", INT16, 6).quantization(0x1p-14f, 100).index();
    int y = graph.tensor("y", BOOL, 6).index();
    graph.operator(BuiltinOperator.GREATER, new int[] {a, b}, y).inputs(a, b).outputs(y);
    // b stands for twice what lies above its zero point of 100, counted in the scale of a.
    byte[] left = elements(INT16, 0, 1, 20001, 20000, -32768, 32767);
    byte[] right = elements(INT16, 100, 100, 10100, 10100, -16284, -32768);
    byte[] expected = elements(BOOL, 0, 1, 1, 0, 0, 1);
    add(BuiltinOperator.GREATER, INT16, model, 1, concatenate(left, right), expected);
  }

  private void rsqrt() throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int x = graph.tensor("x", INT16, 4).quantization(0x1p-14f, 0).index();
    int y = graph.tensor("y", INT16, 4).quantization(0x1p-3f, 0).index();
    graph.operator(BuiltinOperator.RSQRT, new int[] {x}, y).inputs(x).outputs(y);
    // The root of 0 gives the largest number, that of 2^-14 gives 2^7, which is 1024 times 2^-3.
    add(
        BuiltinOperator.RSQRT,
        INT16,
        model,
        1,
        elements(INT16, 0, 1, 4, 16384),
        elements(INT16, 32767, 1024, 512, 8));
  }

  private void reshape(BuiltinOperator operator, TensorType type) throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int x = graph.tensor("x", type, 1, 4).index();
    int y = graph.tensor("y", type, 4).index();
    graph.operator(operator, new int[] {x}, y).inputs(x).outputs(y);
    byte[] values = elements(type, VALUES);
    add(operator, type, model, 1, values, values);
  }

  private void broadcastTo(TensorType type) throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int x = graph.tensor("x", type, 4, 1).index();
    int shape = graph.tensor("shape", INT32, 2).data(4, 2).index();
    int y = graph.tensor("y", type, 4, 2).index();
    graph.operator(BuiltinOperator.BROADCAST_TO, new int[] {x, shape}, y).inputs(x).outputs(y);
    long[] twice = new long[2 * VALUES.length];
    Arrays.setAll(twice, i -> VALUES[i / 2]);
    byte[] input = elements(type, VALUES);
    add(BuiltinOperator.BROADCAST_TO, type, model, 1, input, elements(type, twice));
  }

  private void shape(TensorType type) throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int x = graph.tensor("x", type, 2, 1, 2).index();
    int y = graph.tensor("y", INT32, 3).index();
    graph.operator(BuiltinOperator.SHAPE, new int[] {x}, y).inputs(x).outputs(y);
    byte[] input = elements(type, VALUES);
    add(BuiltinOperator.SHAPE, type, model, 1, input, elements(INT32, 2, 1, 2));
  }

  /** IF returns its first value, then its second. */
  private void choice(TensorType type) throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    int condition = main.tensor("condition", BOOL, 1).index();
    int a = main.tensor("a", type, 4).index();
    int b = main.tensor("b", type, 4).index();
    int y = main.tensor("y", type, 4).index();
    OptionsBuilder branches = OptionsBuilder.of(OptionsType.IF).int32(0, 1).int32(1, 2);
    main.operator(BuiltinOperator.IF, branches, new int[] {condition, a, b}, y)
        .inputs(condition, a, b)
        .outputs(y);
    for (int chosen = 0; chosen < 2; chosen++) {
      GraphBuilder branch = model.graph();
      int[] values = {branch.tensor("a", type, 4).index(), branch.tensor("b", type, 4).index()};
      branch.inputs(values).outputs(values[chosen]);
    }
    byte[] first = elements(type, VALUES);
    byte[] second = elements(type, 0, 1, -1, 1);
    byte[] both = concatenate(first, second);
    byte[] input = concatenate(concatenate(new byte[] {1}, both), concatenate(new byte[1], both));
    add(BuiltinOperator.IF, type, model, 2, input, both);
  }

  /** The output is the variable, which then becomes the input. */
  private void variable(TensorType type) throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int x = graph.tensor("x", type, 4).index();
    int handle = graph.tensor("handle", RESOURCE, 1).index();
    int before = graph.tensor("before", type, 4).index();
    graph
        .operator(
            BuiltinOperator.VAR_HANDLE,
            OptionsBuilder.of(OptionsType.VAR_HANDLE).string(1, "variable"),
            new int[0],
            handle)
        .operator(BuiltinOperator.READ_VARIABLE, new int[] {handle}, before)
        .operator(BuiltinOperator.ASSIGN_VARIABLE, new int[] {handle, x})
        .inputs(x)
        .outputs(before);
    byte[] values = elements(type, VALUES);
    byte[] zeros = new byte[values.length];
    byte[] input = concatenate(values, zeros);
    add(BuiltinOperator.VAR_HANDLE, type, model, 2, input, concatenate(zeros, values));
  }

  /** WHILE counts to 3 and carries values of the type with it. */
  private void loop(TensorType type) throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    int[] start = {main.tensor("n", INT32, 1).index(), main.tensor("x", type, 4).index()};
    int[] end = {main.tensor("n end", INT32, 1).index(), main.tensor("x end", type, 4).index()};
    OptionsBuilder graphs = OptionsBuilder.of(OptionsType.WHILE).int32(0, 1).int32(1, 2);
    main.operator(BuiltinOperator.WHILE, graphs, start, end).inputs(start).outputs(end);
    GraphBuilder condition = model.graph();
    int n = condition.tensor("n", INT32, 1).index();
    int x = condition.tensor("x", type, 4).index();
    int limit = condition.tensor("limit", INT32, 1).data(3).index();
    int more = condition.tensor("more", BOOL, 1).index();
    condition.operator(BuiltinOperator.LESS, new int[] {n, limit}, more).inputs(n, x).outputs(more);
    GraphBuilder body = model.graph();
    n = body.tensor("n", INT32, 1).index();
    x = body.tensor("x", type, 4).index();
    int one = body.tensor("one", INT32, 1).data(1).index();
    int next = body.tensor("next n", INT32, 1).index();
    int same = body.tensor("same x", type, 4).index();
    body.operator(BuiltinOperator.ADD, new int[] {n, one}, next)
        .operator(BuiltinOperator.RESHAPE, new int[] {x}, same)
        .inputs(n, x)
        .outputs(next, same);
    byte[] values = elements(type, VALUES);
    add(
        BuiltinOperator.WHILE,
        type,
        model,
        1,
        concatenate(elements(INT32, 0), values),
        concatenate(elements(INT32, 3), values));
  }
}
