/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.RESOURCE;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.graph.ScheduledKernel;
import org.tflm4j.interpreter.model.BuiltinOperator;

/**
 * Values of resource variables may lie in the places of their variables: results must be those of
 * an interpreter that gives every tensor a place of its own.
 */
class VariableViewsTest {
  private static final int SIZE = 5;
  private static final int VARIABLES = 3;

  /** A graph that is drawn. */
  private static final class Drawing {
    private final SplittableRandom random;
    private final ModelBuilder model = new ModelBuilder();
    private final GraphBuilder main = model.graph();
    private final List<Integer> values = new ArrayList<>();
    private final int[] handles = new int[VARIABLES];

    Drawing(long seed) {
      random = new SplittableRandom(seed);
      int x = main.tensor("x", INT32, SIZE).index();
      main.inputs(x);
      values.add(x);
      for (int i = 0; i < VARIABLES; i++) {
        handles[i] = handle(main, i);
        assign(handles[i], x);
      }
      int operators = random.nextInt(4, 20);
      for (int i = 0; i < operators; i++) {
        addOperator();
      }
      // What the last values have left behind, and the variables themselves.
      main.outputs(add(any(), any()), read(handles[0]), add(read(handles[1]), read(handles[2])));
    }

    private static int handle(GraphBuilder graph, int variable) {
      int handle = graph.tensor("handle", RESOURCE, 1).index();
      graph.operator(
          BuiltinOperator.VAR_HANDLE,
          OptionsBuilder.of(OptionsType.VAR_HANDLE).string(1, "v" + variable),
          new int[0],
          handle);
      return handle;
    }

    private int any() {
      // Mostly young ones, so that others are needed no more.
      int back = Math.min(random.nextInt(1, 4), random.nextInt(1, values.size() + 1));
      return values.get(values.size() - back);
    }

    private int value() {
      int value = main.tensor("value", INT32, SIZE).index();
      values.add(value);
      return value;
    }

    private int read(int handle) {
      int value = value();
      main.operator(BuiltinOperator.READ_VARIABLE, new int[] {handle}, value);
      return value;
    }

    private void assign(int handle, int value) {
      main.operator(BuiltinOperator.ASSIGN_VARIABLE, new int[] {handle, value});
    }

    private int add(int x, int y) {
      int sum = value();
      main.operator(BuiltinOperator.ADD, OptionsBuilder.of(OptionsType.ADD), new int[] {x, y}, sum);
      return sum;
    }

    private void addOperator() {
      int handle = handles[random.nextInt(VARIABLES)];
      switch (random.nextInt(5)) {
        case 0 -> read(handle);
        case 1 -> assign(handle, any());
        case 2 -> add(any(), any());
        case 3 -> assign(handle, add(read(handle), any()));
        default -> {
          int from = any();
          main.operator(BuiltinOperator.RESHAPE, new int[] {from}, value());
        }
      }
    }
  }

  private static void invoke(Interpreter interpreter, int frame) {
    for (int i = 0; i < SIZE; i++) {
      interpreter.input(0).setInt32At(i, 1000 * frame + i);
    }
    interpreter.invoke();
  }

  @Test
  void areNeverSeen() {
    int smaller = 0;
    for (long seed = 0; seed < 1000; seed++) {
      Model model = Model.of(new Drawing(seed).model.build());
      Interpreter viewing = Interpreter.builder(model, OpResolver.all()).build();
      Interpreter preserving =
          Interpreter.builder(model, OpResolver.all()).preserveAllTensors().build();
      for (int frame = 0; frame < 3; frame++) {
        invoke(viewing, frame);
        invoke(preserving, frame);
        for (int i = 0; i < viewing.outputCount(); i++) {
          assertThat(viewing.output(i).toByteArray())
              .describedAs("output %d of frame %d of seed %d", i, frame, seed)
              .isEqualTo(preserving.output(i).toByteArray());
        }
      }
      smaller +=
          viewing.memory().nonPersistentBytes() < preserving.memory().nonPersistentBytes() ? 1 : 0;
    }
    assertThat(smaller).isGreaterThan(500);
  }

  /** What is read and what is assigned takes no memory; handles take no time. */
  @Test
  void takeNoMemoryOfTheirOwn() {
    ModelBuilder builder = new ModelBuilder();
    GraphBuilder main = builder.graph();
    int x = main.tensor("x", INT32, 64).index();
    int handle = Drawing.handle(main, 0);
    int before = main.tensor("before", INT32, 64).index();
    int sum = main.tensor("sum", INT32, 64).index();
    int twice = main.tensor("twice", INT32, 64).index();
    int result = main.tensor("result", INT32, 64).index();
    OptionsBuilder add = OptionsBuilder.of(OptionsType.ADD);
    main.operator(BuiltinOperator.READ_VARIABLE, new int[] {handle}, before);
    main.operator(BuiltinOperator.ADD, add, new int[] {before, x}, twice);
    main.operator(BuiltinOperator.ADD, add, new int[] {twice, x}, sum);
    main.operator(BuiltinOperator.ASSIGN_VARIABLE, new int[] {handle, sum});
    main.operator(BuiltinOperator.ADD, add, new int[] {sum, x}, result);
    main.inputs(x).outputs(result);
    Interpreter interpreter =
        Interpreter.builder(Model.of(builder.build()), OpResolver.all()).build();

    // x, and either "twice" or the result.
    assertThat(interpreter.memory().nonPersistentBytes()).isLessThanOrEqualTo(2 * 256);
    assertThat(interpreter.kernels(0))
        .filteredOn(kernel -> kernel.provider().equals("interpreter"))
        .extracting(ScheduledKernel::name)
        .containsExactly("VAR_HANDLE");
    for (int frame = 1; frame < 5; frame++) {
      invoke(interpreter, 0);
      assertThat(interpreter.output(0).int32At(3)).isEqualTo(3 * (2 * frame + 1));
    }
  }
}
