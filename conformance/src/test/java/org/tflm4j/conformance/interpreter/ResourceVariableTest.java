/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;
import static org.tflm4j.api.tensor.TensorType.RESOURCE;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.model.ModelException;

class ResourceVariableTest {
  private static Interpreter interpreter(ModelBuilder model) {
    return Interpreter.builder(Model.of(model.build()), OpResolver.all()).build();
  }

  /** Adds a VAR_HANDLE and returns the handle's index; null for no container. */
  private static int handle(GraphBuilder graph, String container, String name) {
    int handle = graph.tensor("handle of " + name, RESOURCE, 1).index();
    OptionsBuilder options = OptionsBuilder.of(OptionsType.VAR_HANDLE).string(1, name);
    graph.operator(
        BuiltinOperator.VAR_HANDLE,
        container == null ? options : options.string(0, container),
        new int[0],
        handle);
    return handle;
  }

  private static int read(GraphBuilder graph, int handle, TensorType type, int... shape) {
    int value = graph.tensor("value of " + handle, type, shape).index();
    graph.operator(BuiltinOperator.READ_VARIABLE, new int[] {handle}, value);
    return value;
  }

  private static void assign(GraphBuilder graph, int handle, int value) {
    graph.operator(BuiltinOperator.ASSIGN_VARIABLE, new int[] {handle, value});
  }

  /** Output: the variable before; then the variable becomes the input. */
  private static ModelBuilder delay(TensorType type, int zeroPoint) {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    int x = main.tensor("x", type, 3).quantization(0.5f, zeroPoint).index();
    int handle = handle(main, "c", "v");
    int before = read(main, handle, type, 3);
    assign(main, handle, x);
    main.inputs(x).outputs(before);
    return model;
  }

  @Test
  void livesFromInvocationToInvocationAndStartsAtItsZeroPoint() {
    Interpreter interpreter = interpreter(delay(INT8, -7));
    byte[] x = {1, 2, 3};

    interpreter.input(0).write(x);
    interpreter.invoke();
    assertThat(interpreter.output(0).toByteArray()).containsOnly(-7);

    interpreter.input(0).write(new byte[] {4, 5, 6});
    interpreter.invoke();
    assertThat(interpreter.output(0).toByteArray()).isEqualTo(x);

    interpreter.reset();
    interpreter.invoke();
    assertThat(interpreter.output(0).toByteArray()).containsOnly(-7);
  }

  /** TFLM fills every byte with the zero point cast to a byte. */
  @Test
  void theZeroPointFillsBytes() {
    Interpreter interpreter = interpreter(delay(INT16, 0x102));
    interpreter.invoke();
    assertThat(interpreter.output(0).int16At(0)).isEqualTo((short) 0x202);
  }

  @Test
  void aResetDoesNotRunCallOnceAgain() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    GraphBuilder init = model.graph();
    int first = init.tensor("first", INT32, 2).data(41, 42).index();
    assign(init, handle(init, "", "v"), first);
    main.operator(
        BuiltinOperator.CALL_ONCE,
        OptionsBuilder.of(OptionsType.CALL_ONCE).int32(0, 1),
        new int[0]);
    main.outputs(read(main, handle(main, "", "v"), INT32, 2));
    Interpreter interpreter = interpreter(model);

    interpreter.invoke();
    interpreter.invoke();
    assertThat(interpreter.output(0).int32At(1)).isEqualTo(42);

    interpreter.reset();
    interpreter.invoke();
    assertThat(interpreter.output(0).int32At(1)).isZero();
  }

  @Test
  void variablesAreToldApartByContainerAndName() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    int x = main.tensor("x", INT32, 1).data(1).index();
    int y = main.tensor("y", INT32, 1).data(2).index();
    int z = main.tensor("z", INT32, 1).data(3).index();
    assign(main, handle(main, "a", "v"), x);
    assign(main, handle(main, "b", "v"), y);
    assign(main, handle(main, "a", "w"), z);
    main.outputs(
        read(main, handle(main, "a", "v"), INT32, 1),
        read(main, handle(main, "b", "v"), INT32, 1),
        read(main, handle(main, "a", "w"), INT32, 1),
        // Without a container the first variable of the name.
        read(main, handle(main, null, "v"), INT32, 1));
    Interpreter interpreter = interpreter(model);
    interpreter.invoke();

    assertThat(
            new int[] {
              interpreter.output(0).int32At(0),
              interpreter.output(1).int32At(0),
              interpreter.output(2).int32At(0),
              interpreter.output(3).int32At(0)
            })
        .containsExactly(1, 2, 3, 1);
  }

  @Test
  void handlesTakeNoPlannedMemory() {
    Interpreter interpreter = interpreter(delay(INT8, 0));
    // x and the value read, 16 bytes each.
    assertThat(interpreter.memory().nonPersistentBytes()).isEqualTo(32);
    // The variable and the handle.
    assertThat(interpreter.memory().persistentBytes()).isEqualTo(32);
  }

  @Test
  void refusesAVariableThatNothingAssigns() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    main.outputs(read(main, handle(main, "", "lonely"), INT32, 1));
    assertThatThrownBy(() -> interpreter(model))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("operator 1 READ_VARIABLE: the resource variable \"lonely\"");
  }

  @Test
  void refusesValuesOfAnotherSize() {
    ModelBuilder larger = new ModelBuilder();
    GraphBuilder main = larger.graph();
    int x = main.tensor("x", INT32, 1).data(1).index();
    int handle = handle(main, "", "v");
    main.outputs(read(main, handle, INT32, 2));
    assign(main, handle, x);
    assertThatThrownBy(() -> interpreter(larger))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("has 8 bytes, but the resource variable \"v\" has 4");

    ModelBuilder twice = new ModelBuilder();
    main = twice.graph();
    handle = handle(main, "", "v");
    assign(main, handle, main.tensor("x", INT32, 1).data(1).index());
    assign(main, handle, main.tensor("y", INT32, 3).data(1, 2, 3).index());
    assertThatThrownBy(() -> interpreter(twice))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("operator 2 ASSIGN_VARIABLE")
        .hasMessageContaining("has 12 bytes, but the resource variable \"v\" has 4");
  }

  @Test
  void refusesHandlesThatAreNone() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    main.outputs(read(main, main.tensor("h", INT8, 1).data((byte) 0).index(), INT32, 1));
    assertThatThrownBy(() -> interpreter(model)).hasMessageContaining("has type INT8");

    ModelBuilder two = new ModelBuilder();
    main = two.graph();
    main.outputs(read(main, main.tensor("h", RESOURCE, 2).data(0, 0).index(), INT32, 1));
    assertThatThrownBy(() -> interpreter(two)).hasMessageContaining("has 2 elements, needs 1");

    ModelBuilder constant = new ModelBuilder();
    main = constant.graph();
    main.outputs(read(main, main.tensor("h", RESOURCE, 1).data(5).index(), INT32, 1));
    assertThatThrownBy(() -> interpreter(constant))
        .hasMessageContaining("there is no resource variable 5, the model has 0");

    ModelBuilder nameless = new ModelBuilder();
    main = nameless.graph();
    main.operator(BuiltinOperator.VAR_HANDLE, new int[0], main.tensor("h", RESOURCE, 1).index());
    assertThatThrownBy(() -> interpreter(nameless))
        .hasMessageContaining("do not name the variable");
  }

  /** A handle that the caller feeds may hold anything. */
  @Test
  void checksHandlesFromOutsideWhenItRuns() {
    ModelBuilder fed = new ModelBuilder();
    GraphBuilder main = fed.graph();
    int handle = main.tensor("h", RESOURCE, 1).index();
    int x = main.tensor("x", INT32, 1).data(7).index();
    int z = main.tensor("z", INT32, 2).data(7, 8).index();
    int value = read(main, handle, INT32, 1);
    assign(main, handle(main, "", "v"), x);
    assign(main, handle(main, "", "wide"), z);
    int unassigned = handle(main, "", "unassigned");
    main.inputs(handle).outputs(value, unassigned);
    Interpreter interpreter = interpreter(fed);

    interpreter.invoke();
    interpreter.input(0).setInt32At(0, 0);
    interpreter.invoke();
    assertThat(interpreter.output(0).int32At(0)).isEqualTo(7);
    for (int id : new int[] {-1, 3, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      interpreter.input(0).setInt32At(0, id);
      assertThatThrownBy(interpreter::invoke)
          .isInstanceOf(ModelException.class)
          .hasMessage(
              "operator 0 READ_VARIABLE: there is no resource variable "
                  + id
                  + ", the model has 3");
    }
    interpreter.input(0).setInt32At(0, 1);
    assertThatThrownBy(interpreter::invoke).hasMessageContaining("has 4 bytes, but");
    interpreter.input(0).setInt32At(0, 2);
    assertThatThrownBy(interpreter::invoke).hasMessageContaining("has no size");
  }

  /** A handle goes into a subgraph like any other value. */
  @Test
  void passesHandlesToSubgraphs() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    int condition = main.tensor("condition", BOOL, 1).index();
    int x = main.tensor("x", INT32, 1).index();
    int handle = handle(main, "", "v");
    assign(main, handle, x);
    int y = main.tensor("y", INT32, 1).index();
    main.operator(
        BuiltinOperator.IF,
        OptionsBuilder.of(OptionsType.IF).int32(0, 1).int32(1, 2),
        new int[] {condition, handle},
        y);
    main.inputs(condition, x).outputs(y);
    GraphBuilder reading = model.graph();
    int inner = reading.tensor("h", RESOURCE, 1).index();
    reading.inputs(inner).outputs(read(reading, inner, INT32, 1));
    GraphBuilder clearing = model.graph();
    inner = clearing.tensor("h", RESOURCE, 1).index();
    int zero = clearing.tensor("zero", INT32, 1).data(0).index();
    assign(clearing, inner, zero);
    clearing.inputs(inner).outputs(read(clearing, inner, INT32, 1));
    byte[] arena = new byte[1000];
    Arrays.fill(arena, (byte) 0x5A);
    Interpreter interpreter = Interpreter.create(Model.of(model.build()), OpResolver.all(), arena);

    for (int frame = 0; frame < 4; frame++) {
      interpreter.input(0).setInt8At(0, (byte) (frame % 2));
      interpreter.input(1).setInt32At(0, 100 + frame);
      interpreter.invoke();
      assertThat(interpreter.output(0).int32At(0)).isEqualTo(frame % 2 == 0 ? 0 : 100 + frame);
    }
  }
}
