/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.memory.GreedyMemoryPlanner;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** Outputs that lie over inputs, and the cases where they must not. */
class SharedPlacesTest {
  private static final int N = 12;
  private static final int BYTES = 4 * N;

  private final ModelBuilder model = new ModelBuilder();
  private final GraphBuilder main = model.graph();

  private int tensor(String name) {
    return main.tensor(name, FLOAT32, N).index();
  }

  private void relu(int input, int output) {
    main.operator(BuiltinOperator.RELU, new int[] {input}, output);
  }

  private void add(int a, int b, int output) {
    main.operator(
        BuiltinOperator.ADD, OptionsBuilder.of(OptionsType.ADD), new int[] {a, b}, output);
  }

  private Interpreter.Builder builder() {
    return Interpreter.builder(Model.of(model.build()), TestOperators.resolver().build());
  }

  /** Runs the model with the default planner, and checks that greedy gives the same outputs. */
  private Interpreter run() {
    Interpreter searched = builder().build();
    Interpreter greedy = builder().planner(new GreedyMemoryPlanner()).build();
    for (int round = 0; round < 3; round++) {
      SplittableRandom random = new SplittableRandom(round);
      for (int i = 0; i < searched.inputCount(); i++) {
        if (searched.input(i).type() == BOOL) {
          byte condition = (byte) (round % 2);
          searched.input(i).setInt8At(0, condition);
          greedy.input(i).setInt8At(0, condition);
          continue;
        }
        for (int k = 0; k < searched.input(i).elementCount(); k++) {
          float value = (float) random.nextDouble(-5, 5);
          searched.input(i).setFloat32At(k, value);
          greedy.input(i).setFloat32At(k, value);
        }
      }
      searched.invoke();
      greedy.invoke();
      for (int i = 0; i < searched.outputCount(); i++) {
        assertThat(searched.output(i).toByteArray())
            .as("output %d", i)
            .isEqualTo(greedy.output(i).toByteArray());
      }
    }
    return searched;
  }

  @Test
  void aChainOfElementwiseOperatorsTakesOnePlace() {
    int x = tensor("x");
    int in = x;
    for (int i = 0; i < 4; i++) {
      int out = tensor("y" + i);
      relu(in, out);
      in = out;
    }
    main.inputs(x).outputs(in);

    assertThat(run().memory().nonPersistentBytes()).isEqualTo(BYTES);
  }

  @Test
  void reshapeTakesNoMemory() {
    int x = tensor("x");
    int y = main.tensor("y", FLOAT32, 3, 4).index();
    main.operator(
        BuiltinOperator.RESHAPE,
        OptionsBuilder.of(OptionsType.RESHAPE).int32s(0, 3, 4),
        new int[] {x},
        y);
    main.inputs(x).outputs(y);

    assertThat(run().memory().nonPersistentBytes()).isEqualTo(BYTES);
  }

  @Test
  void aTensorThatIsReadLaterIsKept() {
    int x = tensor("x");
    int y = tensor("y");
    int z = tensor("z");
    relu(x, y);
    add(x, y, z);
    main.inputs(x).outputs(z);

    assertThat(run().memory().nonPersistentBytes()).isEqualTo(2 * BYTES);
  }

  @Test
  void anOutputOfTheModelIsKeptAlsoWhereTheLastOperatorReadsIt() {
    int x = tensor("x");
    int y = tensor("y");
    int z = tensor("z");
    main.operator(BuiltinOperator.NEG, new int[] {x}, y);
    relu(y, z);
    main.inputs(x).outputs(y, z);

    Interpreter interpreter = run();
    assertThat(interpreter.memory().nonPersistentBytes()).isEqualTo(2 * BYTES);
  }

  @Test
  void anInputThatIsAnOutputIsKept() {
    int x = tensor("x");
    int y = tensor("y");
    relu(x, y);
    main.inputs(x).outputs(x, y);

    assertThat(run().memory().nonPersistentBytes()).isEqualTo(2 * BYTES);
  }

  @Test
  void aTensorThatAnOperatorReadsTwiceIsKept() {
    int x = tensor("x");
    int y = tensor("y");
    add(x, x, y);
    main.inputs(x).outputs(y);

    assertThat(run().memory().nonPersistentBytes()).isEqualTo(2 * BYTES);
  }

  @Test
  void aVariableIsKept() {
    int x = tensor("x");
    int state = main.tensor("state", FLOAT32, N).variable().index();
    int y = tensor("y");
    add(state, x, y);
    main.inputs(x).outputs(y);

    Interpreter interpreter = run();
    assertThat(interpreter.memory().persistentBytes()).isEqualTo(BYTES);
    assertThat(interpreter.memory().nonPersistentBytes()).isEqualTo(BYTES);
  }

  @Test
  void aRepeatedInputIsKept() {
    int x = main.tensor("x", FLOAT32, 1, 4).index();
    int w = main.tensor("w", FLOAT32, 3, 4).index();
    int y = main.tensor("y", FLOAT32, 3, 4).index();
    add(x, w, y);
    main.inputs(x, w).outputs(y);

    Interpreter interpreter = run();
    assertThat(interpreter.memory().nonPersistentBytes()).isEqualTo(BYTES + 16);
    assertThat(interpreter.output(0).offset()).isEqualTo(interpreter.input(1).offset());
  }

  @Test
  void aNarrowerOutputLiesOverItsInputAndAWiderOneDoesNot() {
    int x = tensor("x");
    int q = main.tensor("q", INT8, N).quantization(0.1f, 3).index();
    int y = tensor("y");
    main.operator(BuiltinOperator.QUANTIZE, new int[] {x}, q);
    main.operator(BuiltinOperator.DEQUANTIZE, new int[] {q}, y);
    main.inputs(x).outputs(y);

    Interpreter interpreter = run();
    // 12 bytes in the place of 48, then both apart.
    assertThat(interpreter.memory().nonPersistentBytes()).isEqualTo(BYTES + 16);
  }

  @Test
  void partsOfAConcatenationLieInTheirPlaces() {
    int a = main.tensor("a", FLOAT32, 1, 4).index();
    int b = main.tensor("b", FLOAT32, 2, 4).index();
    int c = main.tensor("c", FLOAT32, 1, 4).index();
    int negated = main.tensor("negated", FLOAT32, 2, 4).index();
    int y = main.tensor("y", FLOAT32, 4, 4).index();
    main.operator(BuiltinOperator.NEG, new int[] {b}, negated);
    main.operator(
        BuiltinOperator.CONCATENATION,
        OptionsBuilder.of(OptionsType.CONCATENATION).int32(0, 0),
        new int[] {a, negated, c},
        y);
    main.inputs(a, b, c).outputs(y);

    Interpreter interpreter = run();
    assertThat(interpreter.memory().nonPersistentBytes()).isEqualTo(64);
    assertThat(interpreter.input(2).offset()).isEqualTo(interpreter.output(0).offset() + 48);
  }

  @Test
  void aPaddedImageGrowsOverItself() {
    int x = main.tensor("x", FLOAT32, 1, 3, 3, 4).index();
    int paddings = main.tensor("paddings", INT32, 4, 2).data(0, 0, 1, 1, 1, 1, 0, 0).index();
    int y = main.tensor("y", FLOAT32, 1, 5, 5, 4).index();
    main.operator(BuiltinOperator.PAD, new int[] {x, paddings}, y).inputs(x).outputs(y);

    Interpreter interpreter = run();
    assertThat(interpreter.memory().nonPersistentBytes()).isEqualTo(5 * 5 * 4 * 4);
    // A row and a pixel of padding, then two pixels for each row but the last.
    assertThat(interpreter.input(0).offset() - interpreter.output(0).offset())
        .isEqualTo(4 * 4 * (5 + 1 + 2 * 2));
  }

  /** The last row of the output overtakes none that is still read. */
  @ParameterizedTest
  @ValueSource(strings = {"reference", "vector"})
  void convolutionsFollowTheirInput(String provider) {
    int x = main.tensor("x", INT8, 1, 12, 16, 8).quantization(0.5f, 3).index();
    int in = x;
    SplittableRandom random = new SplittableRandom(6);
    for (int layer = 0; layer < 4; layer++) {
      boolean depthwise = layer % 2 == 0;
      byte[] weights = new byte[depthwise ? 9 * 8 : 8 * 8];
      random.nextBytes(weights);
      int[] shape = depthwise ? new int[] {1, 3, 3, 8} : new int[] {8, 1, 1, 8};
      int w = main.tensor("w", INT8, shape).quantization(0.01f, 0).data(weights).index();
      int out = main.tensor("y", INT8, 1, 12, 16, 8).quantization(0.5f, -2).index();
      // 0 padding, 1 stride_w, 2 stride_h, and of DEPTHWISE_CONV_2D 3 depth_multiplier
      OptionsBuilder options =
          OptionsBuilder.of(depthwise ? OptionsType.DEPTHWISE_CONV_2D : OptionsType.CONV_2D)
              .int8(0, 0)
              .int32(1, 1)
              .int32(2, 1);
      if (depthwise) {
        options.int32(3, 1).int32(5, 1).int32(6, 1);
      } else {
        options.int32(4, 1).int32(5, 1);
      }
      main.operator(
          depthwise ? BuiltinOperator.DEPTHWISE_CONV_2D : BuiltinOperator.CONV_2D,
          options,
          new int[] {in, w, -1},
          out);
      in = out;
    }
    main.inputs(x).outputs(in);
    Interpreter searched = builder().provider(provider).build();
    Interpreter greedy = builder().provider(provider).planner(new GreedyMemoryPlanner()).build();
    byte[] pixels = new byte[12 * 16 * 8];
    random.nextBytes(pixels);
    searched.input(0).write(pixels);
    greedy.input(0).write(pixels);
    searched.invoke();
    greedy.invoke();

    assertThat(searched.output(0).toByteArray()).isEqualTo(greedy.output(0).toByteArray());
    assertThat(greedy.memory().nonPersistentBytes()).isEqualTo(2 * 12 * 16 * 8);
    if (provider.equals("reference")) {
      // Each depthwise layer keeps a row and two pixels ahead, each pointwise one a pixel.
      assertThat(searched.memory().nonPersistentBytes())
          .isEqualTo(12 * 16 * 8 + 2 * (16 + 2) * 8 + 2 * 16);
    }
  }

  /** A graph that runs from two places could be called while a value waits: nothing is shared. */
  @Test
  void inAGraphThatRunsTwiceNothingIsShared() {
    GraphBuilder body = model.graph();
    body.tensor("a", FLOAT32, N);
    body.tensor("b", FLOAT32, N);
    body.operator(BuiltinOperator.NEG, new int[] {0}, 1);
    body.inputs(0).outputs(1);
    int condition = main.tensor("condition", BOOL, 1).index();
    int x = tensor("x");
    int y = tensor("y");
    int z = tensor("z");
    OptionsBuilder branches = OptionsBuilder.of(OptionsType.IF).int32(0, 1).int32(1, 1);
    main.operator(BuiltinOperator.IF, branches, new int[] {condition, x}, y);
    main.operator(BuiltinOperator.IF, branches, new int[] {condition, y}, z);
    main.inputs(condition, x).outputs(z);

    run();
  }

  @Test
  void aLoopMayOverwriteTheInputsOfItsBody() {
    GraphBuilder condition = model.graph();
    condition.tensor("n", INT32, 1);
    condition.tensor("x", FLOAT32, N);
    condition.tensor("more", BOOL, 1);
    condition.tensor("zero", INT32, 1).data(0);
    condition.operator(BuiltinOperator.GREATER, new int[] {0, 3}, 2);
    condition.inputs(0, 1).outputs(2);
    GraphBuilder body = model.graph();
    body.tensor("n", INT32, 1);
    body.tensor("x", FLOAT32, N);
    body.tensor("one", INT32, 1).data(1);
    body.tensor("next", INT32, 1);
    body.tensor("doubled", FLOAT32, N);
    body.tensor("two", FLOAT32, 1).data(2f);
    body.operator(BuiltinOperator.SUB, OptionsBuilder.of(OptionsType.SUB), new int[] {0, 2}, 3);
    body.operator(BuiltinOperator.MUL, OptionsBuilder.of(OptionsType.MUL), new int[] {1, 5}, 4);
    body.inputs(0, 1).outputs(3, 4);
    int n = main.tensor("n", INT32, 1).index();
    int x = tensor("x");
    int nLast = main.tensor("nLast", INT32, 1).index();
    int y = tensor("y");
    main.operator(
        BuiltinOperator.WHILE,
        OptionsBuilder.of(OptionsType.WHILE).int32(0, 1).int32(1, 2),
        new int[] {n, x},
        nLast,
        y);
    main.inputs(n, x).outputs(nLast, y);
    Interpreter interpreter = builder().build();

    for (int loops = 0; loops < 5; loops++) {
      interpreter.input(0).setInt32At(0, loops);
      for (int i = 0; i < N; i++) {
        interpreter.input(1).setFloat32At(i, i - 3);
      }
      interpreter.invoke();
      assertThat(interpreter.output(0).int32At(0)).isZero();
      for (int i = 0; i < N; i++) {
        assertThat(interpreter.output(1).float32At(i)).isEqualTo((i - 3) * (float) (1 << loops));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void drawnGraphsGiveTheSameResultsAsWithGreedyPlans(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> values = new ArrayList<>(List.of(tensor("x0"), tensor("x1")));
    for (int i = 0; i < 30; i++) {
      int out = tensor("t" + i);
      int a = values.get(values.size() - 1 - random.nextInt(Math.min(3, values.size())));
      int b = values.get(random.nextInt(values.size()));
      switch (random.nextInt(3)) {
        case 0 -> relu(a, out);
        case 1 -> add(a, b, out);
        default -> main.operator(BuiltinOperator.NEG, new int[] {a}, out);
      }
      values.add(out);
    }
    main.inputs(values.get(0), values.get(1)).outputs(values.get(20), values.getLast());

    Interpreter searched = run();
    long greedy =
        builder().planner(new GreedyMemoryPlanner()).build().memory().nonPersistentBytes();
    assertThat(searched.memory().nonPersistentBytes()).isLessThan(greedy);
  }

  @Test
  void withPreservedTensorsNothingIsShared() {
    int x = tensor("x");
    int y = tensor("y");
    int z = tensor("z");
    int unused = tensor("unused");
    int w = main.tensor("w", FLOAT32, 1).data(3f).index();
    relu(x, y);
    add(y, w, z);
    main.inputs(x).outputs(z);
    Interpreter interpreter = builder().preserveAllTensors().build();
    assertThat(interpreter.memory().nonPersistentBytes()).isEqualTo(3 * BYTES);

    for (int i = 0; i < N; i++) {
      interpreter.input(0).setFloat32At(i, i - 5);
    }
    interpreter.invoke();

    for (int i = 0; i < N; i++) {
      assertThat(interpreter.tensor(0, x).float32At(i)).isEqualTo(i - 5);
      assertThat(interpreter.tensor(0, y).float32At(i)).isEqualTo(Math.max(0, i - 5));
      assertThat(interpreter.tensor(0, z).float32At(i)).isEqualTo(Math.max(0, i - 5) + 3);
    }
    assertThat(interpreter.tensor(0, w).float32At(0)).isEqualTo(3);
    assertThat(interpreter.tensor(0, unused)).isNull();
    assertThatThrownBy(() -> interpreter.tensor(0, 5))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> interpreter.tensor(1, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    Interpreter ordinary = builder().build();
    assertThatThrownBy(() -> ordinary.tensor(0, x))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("preserveAllTensors()");
  }
}
