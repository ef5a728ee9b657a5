/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.ArenaTooSmallException;
import org.tflm4j.interpreter.ArenaUsage;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.memory.MemoryPlan;
import org.tflm4j.interpreter.model.ModelException;

class ArenaTest {
  private static Interpreter.Builder builder(ModelBuilder model) {
    return Interpreter.builder(Model.of(model.build()), TestOperators.resolver().build());
  }

  /** Runs the dense model with an input of zeros. */
  private static byte[] result(Interpreter interpreter) {
    interpreter.input(0).write(new byte[DenseModel.INPUTS]);
    interpreter.invoke();
    return interpreter.output(0).toByteArray();
  }

  @Test
  void theSizeIsThatOfTheLargestNeighbours() {
    // x 40 and the first layer's 30, in multiples of 16; the later layers fit in their places.
    ArenaUsage usage = builder(DenseModel.builder()).build().memory();
    assertThat(usage.nonPersistentBytes()).isEqualTo(48 + 32);
    assertThat(usage.persistentBytes()).isZero();
    assertThat(usage.arenaBytes()).isEqualTo(80);
  }

  @Test
  void tooSmallAnArenaSaysHowMuchIsMissing() {
    ArenaTooSmallException refusal =
        catchThrowableOfType(
            ArenaTooSmallException.class,
            () -> builder(DenseModel.builder()).arena(new byte[79]).build());

    assertThat(refusal.neededBytes()).isEqualTo(80);
    assertThat(refusal.availableBytes()).isEqualTo(79);
    assertThat(refusal.missingBytes()).isEqualTo(1);
    assertThat(refusal)
        .hasMessageContaining("needs 80 bytes")
        .hasMessageContaining("79 are available")
        .hasMessageContaining("1 are missing");
    assertThatThrownBy(() -> builder(DenseModel.builder()).arena(new byte[0]).build())
        .isInstanceOf(ArenaTooSmallException.class)
        .hasMessageContaining("80 are missing");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 81, 87, 95, 96, 97, 1000, 100_001})
  void anySizeFromTheSmallestOnWorksWhateverTheArenaHolds(int size) {
    byte[] expected = result(builder(DenseModel.builder()).build());
    byte[] arena = new byte[size];
    new SplittableRandom(size).nextBytes(arena);

    Interpreter interpreter = builder(DenseModel.builder()).arena(arena).build();

    assertThat(result(interpreter)).isEqualTo(expected);
    assertThat(result(interpreter)).isEqualTo(expected);
  }

  /** Variables and persistent buffers start at zero in an arena full of rubbish of any length. */
  @ParameterizedTest
  @ValueSource(ints = {64, 65, 71, 79, 80, 1001})
  void stateStartsAtZeroAndGoesBackToItByReset(int size) {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    int runs = main.tensor("runs", INT32, 1).index();
    int state = main.tensor("state", INT8, 5).quantization(1f, 9).variable().index();
    int floats = main.tensor("floats", FLOAT32, 2).variable().index();
    main.custom(TestOperators.RUNS, new byte[0], new int[0], runs).outputs(runs, state, floats);
    byte[] arena = new byte[size];
    Arrays.fill(arena, (byte) 0xEE);
    Interpreter interpreter = builder(model).arena(arena).build();

    for (int round = 0; round < 3; round++) {
      interpreter.invoke();
      interpreter.invoke();
      assertThat(interpreter.output(0).int32At(0)).isEqualTo(2);
      assertThat(interpreter.output(1).toByteArray()).containsOnly(9);
      assertThat(interpreter.output(2).toByteArray()).containsOnly(0);
      Arrays.fill(
          interpreter.output(1).data(),
          interpreter.output(1).offset(),
          interpreter.output(1).offset() + 5,
          (byte) 1);
      interpreter.output(2).writeReal(3f, 4f);
      interpreter.reset();
    }
  }

  /** A variable that is also an input of the graph keeps what the caller wrote. */
  @Test
  void anInputMayBeAVariable() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    int x = main.tensor("x", INT8, 3).variable().index();
    main.inputs(x).outputs(x, x);
    Interpreter interpreter = builder(model).arena(new byte[16]).build();
    interpreter.input(0).write(new byte[] {1, 2, 3});
    interpreter.invoke();
    assertThat(interpreter.output(1).toByteArray()).containsExactly(1, 2, 3);
    interpreter.reset();
    assertThat(interpreter.output(0).toByteArray()).containsOnly(0);
  }

  /** In TFLM the arena replaces the buffer of a variable, so it is no constant. */
  @Test
  void aVariableWithABufferStartsAtZero() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    int x = main.tensor("x", INT8, 3).variable().data((byte) 7, (byte) 8, (byte) 9).index();
    main.outputs(x);
    Interpreter interpreter = builder(model).build();
    interpreter.invoke();
    assertThat(interpreter.output(0).toByteArray()).containsOnly(0);
    interpreter.output(0).write(new byte[] {1, 1, 1});
  }

  @Test
  void inputsThatAreOutputsConstantsOrUnusedOrEmptyAreFine() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    int x = main.tensor("x", INT8, 2).index();
    int unused = main.tensor("unused", INT8, 17).index();
    int constant = main.tensor("constant", INT8, 2).data((byte) 5, (byte) 6).index();
    int empty = main.tensor("empty", INT8, 0).index();
    int zero = main.tensor("zero", INT8, 2, 0, 3).index();
    main.inputs(x, unused, constant, empty, zero).outputs(x, constant, x, empty);
    Interpreter interpreter = builder(model).build();

    assertThat(interpreter.memory().arenaBytes()).isEqualTo(16 + 32);
    interpreter.input(0).write(new byte[] {1, 2});
    interpreter.input(1).write(new byte[17]);
    interpreter.input(3).write(new byte[0]);
    interpreter.invoke();
    assertThat(interpreter.output(0).toByteArray()).containsExactly(1, 2);
    assertThat(interpreter.output(1).toByteArray()).containsExactly(5, 6);
    assertThat(interpreter.output(2).toByteArray()).containsExactly(1, 2);
    assertThat(interpreter.output(3).toByteArray()).isEmpty();
    assertThatThrownBy(() -> interpreter.input(2).write(new byte[2]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("constant");
  }

  private static byte[] offline(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  /** Tensors in order: x, then w, b and y of each layer. */
  @Test
  void offlinePlannedOffsetsAreKept() {
    ModelBuilder model =
        DenseModel.builder()
            .metadata(
                "OfflineMemoryAllocation",
                offline(1, 0, 10, 64, -1, -1, 0, -1, -1, 128, -1, -1, -1));
    Interpreter interpreter = builder(model).build();

    assertThat(interpreter.input(0).offset()).isEqualTo(64);
    // The first output behind the second layer: 32 bytes at 128, and the last fits before them.
    assertThat(interpreter.memory().nonPersistentBytes()).isEqualTo(160);
    assertThat(interpreter.output(0).offset()).isZero();
    assertThat(result(interpreter)).isEqualTo(result(builder(DenseModel.builder()).build()));
  }

  /**
   * As in TFLM an offline plan may lay tensors in each other's place; it is the model's business.
   */
  @Test
  void anOfflinePlanMayOverlap() {
    ModelBuilder model =
        DenseModel.builder()
            .metadata(
                "OfflineMemoryAllocation", offline(1, 0, 10, 0, -1, -1, 0, -1, -1, 16, -1, -1, 0));
    Interpreter interpreter = builder(model).build();

    assertThat(interpreter.memory().nonPersistentBytes()).isEqualTo(48);
    result(interpreter);
  }

  @Test
  void anOperatorThatLosesItsWayInAnOverlapIsNamed() {
    OpResolver.Builder resolver = OpResolver.builder();
    TestOperators.add(
        resolver,
        "Index",
        context -> {
          LittleEndian.putInt(context.output(0).data(), context.output(0).offset(), 7);
          context.output(0).setInt8At(context.input(0).int32At(0), (byte) 1);
        });
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    main.tensor("index", INT32, 1);
    main.tensor("y", INT8, 4);
    main.custom("Index", new byte[0], new int[] {0}, 1).inputs(0).outputs(1);
    model.metadata("OfflineMemoryAllocation", offline(1, 0, 2, 0, 0));
    Interpreter interpreter =
        Interpreter.create(Model.of(model.build()), resolver.build(), new byte[16]);

    assertThatThrownBy(interpreter::invoke)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("operator 0 Index: its inputs and outputs overlap")
        .hasMessageContaining("index 7");
  }

  @Test
  void offlinePlansThatDoNotFitAreRefused() {
    int[] good = {1, 0, 10, 64, -1, -1, 0, -1, -1, 128, -1, -1, -1};
    assertRefused("has offsets for 9 tensors", changed(good, 2, 9));
    assertRefused("has offsets for -1 tensors", Arrays.copyOf(good, 2));
    assertRefused("52 bytes has offsets for 2147483647", changed(good, 2, Integer.MAX_VALUE));
    assertRefused("48 bytes has offsets for 10 tensors", Arrays.copyOf(good, 12));
    assertRefused("the offset 65 of tensor 0", changed(good, 3, 65));
    assertRefused("the offset -16 of tensor 3", changed(good, 6, -16));
    assertRefused("exceeds 2^31 - 1 bytes", changed(good, 3, 0x7FFFFFF0));
  }

  private static int[] changed(int[] values, int index, int value) {
    int[] copy = values.clone();
    copy[index] = value;
    return copy;
  }

  private static void assertRefused(String message, int[] plan) {
    ModelBuilder model = DenseModel.builder().metadata("OfflineMemoryAllocation", offline(plan));
    assertThatThrownBy(() -> builder(model).build())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aPlannerThatForgetsBuffersIsNotTrusted() {
    Interpreter.Builder forgetful =
        builder(DenseModel.builder())
            .planner(buffers -> new MemoryPlan(buffers, java.util.List.of(), 0));
    assertThatThrownBy(forgetful::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("placed 0 buffers");
    Interpreter.Builder negative =
        builder(DenseModel.builder())
            .planner(
                buffers -> new MemoryPlan(buffers, buffers.stream().map(b -> -16).toList(), 1000));
    assertThatThrownBy(negative::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("at offset -16");
  }

  @Test
  void aModelLargerThanAnyArenaIsRefused() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    main.tensor("x", INT32, 1 << 30);
    main.inputs(0).outputs(0);
    assertThatThrownBy(
            () -> Interpreter.create(Model.of(model.build()), OpResolver.all(), new byte[16]))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("4294967296 bytes");

    main.tensor("x", INT8, Integer.MAX_VALUE - 15);
    main.tensor("y", INT8, Integer.MAX_VALUE - 15);
    main.inputs(1).outputs(1);
    // As much as the heap does not hold: refused, not an OutOfMemoryError.
    assertThatThrownBy(() -> builder(model).build()).isInstanceOf(ArenaTooSmallException.class);
    main.inputs(1, 2);
    assertThatThrownBy(() -> builder(model).build()).isInstanceOf(ModelException.class);
  }
}
