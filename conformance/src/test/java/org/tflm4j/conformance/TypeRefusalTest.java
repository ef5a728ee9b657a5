/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT4;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;
import static org.tflm4j.api.tensor.TensorType.UINT8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.model.TensorBuilder;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.model.ModelException;

/**
 * The combinations of operator and type that TFLM refuses, by the corpus' {@code
 * unsupported.jsonl}. Each is built twice: as it is listed, which must be refused with a message
 * that names the operator, and with a type that TFLM has, which must be accepted, so that it is the
 * type that is refused.
 */
class TypeRefusalTest {
  /** A tensor: its type, null for the one under test; its shape; its values if it is constant. */
  private record Operand(TensorType type, int[] shape, int[] constant, Quantization quantization) {
    Operand type(TensorType newType) {
      return new Operand(newType, shape, constant, quantization);
    }

    Operand quantized(Quantization newQuantization) {
      return new Operand(type, shape, constant, newQuantization);
    }
  }

  /** A model of one operator: {@code accepted} is a type that TFLM has for it. */
  private record Recipe(
      String operator,
      OptionsBuilder options,
      TensorType accepted,
      List<Operand> inputs,
      List<Operand> outputs) {
    Recipe inputs(Operand... newInputs) {
      return new Recipe(operator, options, accepted, List.of(newInputs), outputs);
    }

    Recipe outputs(Operand... newOutputs) {
      return new Recipe(operator, options, accepted, inputs, List.of(newOutputs));
    }
  }

  private static final OptionsBuilder NO_OPTIONS = OptionsBuilder.of(OptionsType.NONE);

  /** Custom operators, and SVDF without a bias: tested beside their values. */
  private static final List<String> ELSEWHERE =
      List.of(
          "SVDF int8_nobias",
          "SVDF float32_nobias",
          "CIRCULAR_BUFFER int16",
          "TFLite_Detection_PostProcess uint8",
          "TFLM_DECODE huffman_float32");

  private final Map<String, Recipe> recipes = new HashMap<>();

  /** The combinations that need more than another type. */
  private final Map<String, Recipe> special = new HashMap<>();

  /** A tensor of the type under test. */
  private static Operand tested(int... shape) {
    return new Operand(null, shape, null, null);
  }

  private static Operand weights(int... shape) {
    int count = 1;
    for (int dimension : shape) {
      count *= dimension;
    }
    return new Operand(null, shape, new int[count], null);
  }

  private static Operand ints(int... values) {
    return new Operand(INT32, new int[] {values.length}, values, null);
  }

  private static Operand matrix(int rows, int columns, int... values) {
    return new Operand(INT32, new int[] {rows, columns}, values, null);
  }

  private static Operand scalar(int value) {
    return new Operand(INT32, new int[0], new int[] {value}, null);
  }

  private Recipe recipe(
      String operator,
      OptionsBuilder options,
      TensorType accepted,
      List<Operand> inputs,
      Operand... outputs) {
    Recipe recipe = new Recipe(operator, options, accepted, inputs, List.of(outputs));
    recipes.put(operator, recipe);
    return recipe;
  }

  private Recipe recipe(String operator, TensorType accepted, List<Operand> in, Operand... out) {
    return recipe(operator, NO_OPTIONS, accepted, in, out);
  }

  private static OptionsBuilder options(OptionsType type) {
    return OptionsBuilder.of(type);
  }

  private void elementwise() {
    for (String operator :
        List.of(
            "ABS",
            "CEIL",
            "COS",
            "ELU",
            "EXP",
            "FLOOR",
            "HARD_SWISH",
            "LEAKY_RELU",
            "LOG",
            "LOGISTIC",
            "LOG_SOFTMAX",
            "NEG",
            "RELU",
            "RELU6",
            "ROUND",
            "RSQRT",
            "SIN",
            "SQRT",
            "SQUARE",
            "TANH",
            "ZEROS_LIKE",
            "L2_NORMALIZATION")) {
      recipe(operator, FLOAT32, List.of(tested(1, 4)), tested(1, 4));
    }
    recipe("LOGICAL_NOT", BOOL, List.of(tested(4)), tested(4));
    recipe(
        "SOFTMAX",
        options(OptionsType.SOFTMAX).float32(0, 1),
        FLOAT32,
        List.of(tested(1, 4)),
        tested(1, 4));
    Operand shifted = tested(1, 4).quantized(Quantization.of(0.5f, 3));
    special.put("RSQRT int16", recipes.get("RSQRT").inputs(shifted).outputs(shifted));
    for (String operator :
        List.of(
            "ADD",
            "SUB",
            "MUL",
            "DIV",
            "SQUARED_DIFFERENCE",
            "MAXIMUM",
            "MINIMUM",
            "FLOOR_DIV",
            "FLOOR_MOD",
            "ADD_N",
            "PRELU")) {
      recipe(operator, FLOAT32, List.of(tested(1, 4), weights(1, 4)), tested(1, 4));
    }
    for (String operator :
        List.of("EQUAL", "NOT_EQUAL", "GREATER", "GREATER_EQUAL", "LESS", "LESS_EQUAL")) {
      recipe(operator, INT32, List.of(tested(4), tested(4)), tested(4).type(BOOL));
    }
    recipe("SELECT_V2", INT8, List.of(tested(4).type(BOOL), tested(4), tested(4)), tested(4));
    recipe("DEQUANTIZE", INT8, List.of(tested(4)), tested(4).type(FLOAT32));
    recipe("CAST", FLOAT32, List.of(tested(4)), tested(4).type(INT32));
    recipe("QUANTIZE", FLOAT32, List.of(tested(4)), tested(4).type(INT8));
  }

  private void convolutions() {
    Operand image = tested(1, 2, 2, 1);
    Operand filter = weights(1, 1, 1, 1);
    for (OptionsType type : List.of(OptionsType.CONV_2D, OptionsType.DEPTHWISE_CONV_2D)) {
      OptionsBuilder options = options(type).int32(1, 1).int32(2, 1);
      if (type == OptionsType.DEPTHWISE_CONV_2D) {
        options.int32(3, 1);
      }
      Recipe conv = recipe(type.name(), options, FLOAT32, List.of(image, filter), image);
      special.put(type + " hybrid", conv.inputs(image, filter.type(INT8)));
    }
    Operand matrix = weights(2, 4);
    OptionsBuilder dense = options(OptionsType.FULLY_CONNECTED);
    Recipe fullyConnected =
        recipe("FULLY_CONNECTED", dense, FLOAT32, List.of(tested(1, 4), matrix), tested(1, 2));
    special.put("FULLY_CONNECTED hybrid", fullyConnected.inputs(tested(1, 4), matrix.type(INT8)));
    Quantization perChannel = Quantization.of(new float[] {0.5f, 0.25f}, new int[2], 0);
    special.put(
        "FULLY_CONNECTED int8_int4perchannel",
        fullyConnected.inputs(tested(1, 4), matrix.type(INT4).quantized(perChannel)));
    Recipe product = recipe("BATCH_MATMUL", FLOAT32, List.of(tested(1, 4), matrix), tested(1, 2));
    product = product.inputs(tested(2, 4), weights(4, 2)).outputs(tested(2, 2));
    recipes.put("BATCH_MATMUL", product);
    special.put("BATCH_MATMUL hybrid", product.inputs(tested(2, 4), weights(4, 2).type(INT8)));
    for (String operator : List.of("AVERAGE_POOL_2D", "MAX_POOL_2D", "L2_POOL_2D")) {
      OptionsBuilder pool = options(OptionsType.POOL_2D);
      pool.int32(1, 1).int32(2, 1).int32(3, 1).int32(4, 1);
      recipe(operator, pool, FLOAT32, List.of(image), image);
    }
  }

  private void reductions() {
    for (String operator : List.of("MEAN", "SUM", "REDUCE_MAX", "REDUCE_MIN", "REDUCE_ALL")) {
      TensorType accepted = operator.equals("REDUCE_ALL") ? BOOL : FLOAT32;
      recipe(
          operator,
          options(OptionsType.REDUCER).bool(0, false),
          accepted,
          List.of(tested(2, 4), ints(1)),
          tested(2));
    }
    for (String operator : List.of("ARG_MAX", "ARG_MIN")) {
      Operand index = tested(2).type(INT32);
      Recipe recipe = recipe(operator, FLOAT32, List.of(tested(2, 4), ints(1)), index);
      special.put(operator + " float32_out64", recipe.outputs(index.type(INT64)));
    }
    recipe("CUMSUM", FLOAT32, List.of(tested(2, 4), scalar(1)), tested(2, 4));
  }

  private void gather() {
    Operand positions = tested(2).type(INT32);
    Recipe gather = recipe("GATHER", FLOAT32, List.of(tested(3), positions), tested(2));
    special.put("GATHER float32_idx64", gather.inputs(tested(3), positions.type(INT64)));
    recipe("GATHER_ND", FLOAT32, List.of(tested(3), matrix(2, 1, 0, 2)), tested(2));
    recipe("EMBEDDING_LOOKUP", FLOAT32, List.of(positions, weights(3, 2)), tested(2, 2));
    Operand size = ints(4, 4);
    for (String operator : List.of("RESIZE_BILINEAR", "RESIZE_NEAREST_NEIGHBOR")) {
      recipe(operator, FLOAT32, List.of(tested(1, 2, 2, 1), size), tested(1, 4, 4, 1));
    }
  }

  private void layout() {
    recipe("TRANSPOSE", FLOAT32, List.of(tested(2, 3), ints(1, 0)), tested(3, 2));
    recipe("EXPAND_DIMS", FLOAT32, List.of(tested(2, 3), ints(0)), tested(1, 2, 3));
    Operand shape = tested(2).type(INT32);
    special.put(
        "SHAPE float32_out64",
        recipe("SHAPE", FLOAT32, List.of(tested(2, 3)), shape).outputs(shape.type(INT64)));
    Recipe concatenation =
        recipe("CONCATENATION", FLOAT32, List.of(tested(1, 2), tested(1, 2)), tested(2, 2));
    special.put(
        "CONCATENATION int8_differing_scales",
        concatenation.inputs(tested(1, 2), tested(1, 2).quantized(Quantization.of(0.25f, 0))));
    recipe(
        "PACK",
        options(OptionsType.PACK).int32(0, 2).int32(1, 0),
        FLOAT32,
        List.of(tested(2), tested(2)),
        tested(2, 2));
    recipe(
        "UNPACK",
        options(OptionsType.UNPACK).int32(0, 2).int32(1, 0),
        FLOAT32,
        List.of(tested(2, 2)),
        tested(2),
        tested(2));
    recipe(
        "SPLIT",
        options(OptionsType.SPLIT).int32(0, 2),
        FLOAT32,
        List.of(scalar(0), tested(2, 2)),
        tested(1, 2),
        tested(1, 2));
    recipe(
        "SPLIT_V",
        options(OptionsType.SPLIT_V).int32(0, 2),
        FLOAT32,
        List.of(tested(2, 2), ints(1, 1), scalar(0)),
        tested(1, 2),
        tested(1, 2));
    recipe("SLICE", FLOAT32, List.of(tested(4), ints(1), ints(2)), tested(2));
    Recipe strided =
        recipe("STRIDED_SLICE", FLOAT32, List.of(tested(4), ints(1), ints(3), ints(1)), tested(2));
    Operand rank5 = tested(1, 1, 1, 1, 2);
    Operand zeros = ints(0, 0, 0, 0, 0);
    Operand ones = ints(1, 1, 1, 1, 1);
    special.put(
        "STRIDED_SLICE float32_rank5",
        strided.inputs(rank5, zeros, ints(1, 1, 1, 1, 2), ones).outputs(rank5));
    recipe("FILL", FLOAT32, List.of(ints(2, 2), tested()), tested(2, 2));
    recipe("BROADCAST_ARGS", INT32, List.of(tested(2), tested(2)), tested(2));
    Operand paddings = matrix(1, 2, 1, 1);
    recipe("PAD", FLOAT32, List.of(tested(2), paddings), tested(4));
    recipe("PADV2", FLOAT32, List.of(tested(2), paddings, tested()), tested(4));
    recipe("MIRROR_PAD", FLOAT32, List.of(tested(3), paddings), tested(5));
    Operand none = matrix(1, 2, 0, 0);
    recipe("SPACE_TO_BATCH_ND", INT8, List.of(tested(1, 4, 1), ints(2), none), tested(2, 2, 1));
    recipe("BATCH_TO_SPACE_ND", INT8, List.of(tested(2, 2, 1), ints(2), none), tested(1, 4, 1));
    recipe(
        "SPACE_TO_DEPTH",
        options(OptionsType.SPACE_TO_DEPTH).int32(0, 2),
        INT8,
        List.of(tested(1, 2, 2, 1)),
        tested(1, 1, 1, 4));
    recipe(
        "DEPTH_TO_SPACE",
        options(OptionsType.DEPTH_TO_SPACE).int32(0, 2),
        INT8,
        List.of(tested(1, 1, 1, 4)),
        tested(1, 2, 2, 1));
    recipe(
        "DYNAMIC_UPDATE_SLICE",
        FLOAT32,
        List.of(tested(4), tested(2), tested(1).type(INT32)),
        tested(4));
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatTflmRefuses() throws IOException {
    elementwise();
    convolutions();
    reductions();
    gather();
    layout();
    List<DynamicTest> tests = new ArrayList<>();
    try (Corpus corpus = Corpus.open()) {
      for (String line : Files.readAllLines(corpus.folder().resolve("unsupported.jsonl"))) {
        JsonNode node = new ObjectMapper().readTree(line);
        String operator = node.get("op").asText();
        String tag = node.get("type").asText();
        String name = operator + " " + tag;
        if (!ELSEWHERE.contains(name) && !node.get("refused_at").asText().equals("never")) {
          tests.add(DynamicTest.dynamicTest(name, () -> check(operator, tag)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(140);
    return tests.stream();
  }

  private void check(String operator, String tag) {
    Recipe accepted = recipes.get(operator);
    assertThat(accepted).as("recipe of %s", operator).isNotNull();
    build(accepted, accepted.accepted());
    Recipe refused = special.getOrDefault(operator + " " + tag, accepted);
    int arrow = tag.indexOf("_to_");
    if (arrow > 0) {
      TensorType to = type(tag.substring(arrow + "_to_".length()));
      refused = refused.outputs(refused.outputs().getFirst().type(to));
    }
    Recipe tested = refused;
    TensorType type = tag.equals("hybrid") ? FLOAT32 : type(tag);
    assertThatThrownBy(() -> build(tested, type))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("operator 0 " + operator + ": ");
  }

  /** Returns the type that a tag begins with. */
  private static TensorType type(String tag) {
    return TensorType.valueOf(tag.replaceAll("(x16|_.*)$", "").toUpperCase(Locale.ROOT));
  }

  private static void build(Recipe recipe, TensorType type) {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    List<Integer> fed = new ArrayList<>();
    int[] inputs = new int[recipe.inputs().size()];
    for (int i = 0; i < inputs.length; i++) {
      Operand operand = recipe.inputs().get(i);
      inputs[i] = add(graph, "input " + i, operand, type);
      if (operand.constant() == null) {
        fed.add(inputs[i]);
      }
    }
    int[] outputs = new int[recipe.outputs().size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = add(graph, "output " + i, recipe.outputs().get(i), type);
    }
    graph
        .operator(
            BuiltinOperator.valueOf(recipe.operator()),
            recipe.options(),
            inputs,
            outputs,
            new int[0])
        .inputs(fed.stream().mapToInt(Integer::intValue).toArray())
        .outputs(outputs);
    Interpreter.builder(Model.of(model.build()), OpResolver.all()).provider("reference").build();
  }

  private static int add(GraphBuilder graph, String name, Operand operand, TensorType tested) {
    TensorType type = operand.type() == null ? tested : operand.type();
    TensorBuilder tensor = graph.tensor(name, type, operand.shape());
    if (operand.constant() != null) {
      // Only indices hold other values than 0.
      byte[] bytes = new byte[(int) type.bytesFor(operand.constant().length)];
      if (type == INT32) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(operand.constant());
      }
      tensor.data(bytes);
    }
    if (operand.quantization() != null) {
      tensor.quantization(operand.quantization());
    } else if (type == INT8 || type == UINT8 || type == INT16 || type == INT4) {
      tensor.quantization(0.5f, 0);
    }
    return tensor.index();
  }
}
