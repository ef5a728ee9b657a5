/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.ArenaTooSmallException;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.TensorArena;

/** Several interpreters in one arena. */
class TensorArenaTest {
  private static Interpreter.Builder builder(ModelBuilder model) {
    return Interpreter.builder(Model.of(model.build()), TestOperators.resolver().build());
  }

  /** Counts its runs in a persistent buffer, and has a variable. */
  private static ModelBuilder counter(int zeroPoint) {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    int runs = main.tensor("runs", INT32, 1).index();
    int state = main.tensor("state", INT8, 5).quantization(1f, zeroPoint).variable().index();
    main.custom(TestOperators.RUNS, new byte[0], new int[0], runs).outputs(runs, state);
    return model;
  }

  private static byte[] dense(Interpreter interpreter, int seed) {
    byte[] input = new byte[DenseModel.INPUTS];
    new SplittableRandom(seed).nextBytes(input);
    interpreter.input(0).write(input);
    interpreter.invoke();
    return interpreter.output(0).toByteArray();
  }

  @Test
  void stateIsStackedAndTheFrontIsShared() {
    TensorArena arena = TensorArena.of(new byte[1001]);
    Interpreter first = builder(counter(9)).arena(arena).build();
    Interpreter dense = builder(DenseModel.builder()).arena(arena).build();
    Interpreter second = builder(counter(4)).arena(arena).build();

    assertThat(arena.size()).isEqualTo(1001);
    assertThat(arena.interpreterCount()).isEqualTo(3);
    assertThat(arena.nonPersistentBytes()).isEqualTo(80);
    // 32 bytes of each counter, and 9 lost, since 1001 is no multiple of 16.
    assertThat(arena.persistentBytes()).isEqualTo(64 + 9);
    assertThat(arena.usedBytes()).isEqualTo(80 + 64 + 9);
    byte[] expected = dense(builder(DenseModel.builder()).build(), 1);
    for (int run = 1; run <= 3; run++) {
      first.invoke();
      assertThat(first.output(0).int32At(0)).isEqualTo(run);
      assertThat(dense(dense, 1)).isEqualTo(expected);
      assertThat(first.output(1).toByteArray()).containsOnly(9);
      for (int k = 0; k < 2; k++) {
        second.invoke();
        assertThat(second.output(0).int32At(0)).isEqualTo(2 * run - 1 + k);
      }
      assertThat(second.output(1).toByteArray()).containsOnly(4);
    }
    first.reset();
    second.invoke();
    assertThat(second.output(0).int32At(0)).isEqualTo(7);
    first.invoke();
    assertThat(first.output(0).int32At(0)).isEqualTo(1);
  }

  @Test
  void theSmallestSizeSufficesAndOneByteLessIsRefused() {
    TensorArena arena = TensorArena.of(new byte[80 + 32 + 32]);
    builder(counter(1)).arena(arena).build();
    builder(counter(2)).arena(arena).build();
    Interpreter dense = builder(DenseModel.builder()).arena(arena).build();
    assertThat(dense(dense, 2)).isEqualTo(dense(builder(DenseModel.builder()).build(), 2));
    assertThat(arena.usedBytes()).isEqualTo(arena.size());

    TensorArena small = TensorArena.of(new byte[80 + 32 + 31]);
    builder(counter(1)).arena(small).build();
    builder(DenseModel.builder()).arena(small).build();
    ArenaTooSmallException refusal =
        catchThrowableOfType(
            ArenaTooSmallException.class, () -> builder(counter(2)).arena(small).build());
    assertThat(refusal)
        .hasMessageContaining(
            "the model needs 48 bytes (16 for tensors and scratch, 32 persistent)")
        .hasMessageContaining(
            "the 2 that share the arena (80 for tensors and scratch, 47 persistent)")
        .hasMessageContaining("143 are available")
        .hasMessageContaining("16 are missing");
    assertThat(refusal.neededBytes()).isEqualTo(80 + 32 + 47);
    // What was there before is untouched.
    assertThat(small.interpreterCount()).isEqualTo(2);
    assertThat(small.usedBytes()).isEqualTo(80 + 47);
  }

  @Test
  void theFrontOfALaterInterpreterMustNotReachTheStateOfAnEarlierOne() {
    TensorArena arena = TensorArena.of(new byte[80 + 31]);
    builder(counter(1)).arena(arena).build();
    assertThatThrownBy(() -> builder(DenseModel.builder()).arena(arena).build())
        .isInstanceOf(ArenaTooSmallException.class)
        .hasMessageContaining(
            "the model needs 80 bytes (80 for tensors and scratch, 0 persistent)");
  }

  @Test
  void variablesOfAnOfflinePlanAreNotShared() {
    ModelBuilder model = counter(0);
    ByteBuffer plan = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    plan.putInt(1).putInt(0).putInt(2).putInt(-1).putInt(32);
    model.metadata("OfflineMemoryAllocation", plan.array());
    TensorArena own = TensorArena.of(new byte[200]);
    Interpreter interpreter = builder(model).arena(own).build();
    interpreter.invoke();
    assertThat(interpreter.output(1).offset()).isEqualTo(32);
    assertThatThrownBy(() -> builder(counter(1)).arena(own).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a model in this arena keeps variables among the tensors");
    TensorArena shared = TensorArena.of(new byte[200]);
    builder(counter(1)).arena(shared).build();
    assertThatThrownBy(() -> builder(model).arena(shared).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the offline plan of the model keeps variables");
  }

  @Test
  void onlyOneInterpreterRunsAtATime() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch tried = new CountDownLatch(1);
    OpResolver.Builder resolver = OpResolver.builder();
    TestOperators.add(
        resolver,
        "Wait",
        context -> {
          inside.countDown();
          try {
            tried.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    ModelBuilder waiting = new ModelBuilder();
    GraphBuilder main = waiting.graph();
    main.tensor("y", INT8, 1);
    main.custom("Wait", new byte[0], new int[0], 0).outputs(0);
    TensorArena arena = TensorArena.of(new byte[1024]);
    Interpreter slow =
        Interpreter.builder(Model.of(waiting.build()), resolver.build()).arena(arena).build();
    Interpreter other = builder(DenseModel.builder()).arena(arena).build();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread = new Thread(slow::invoke);
    thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
    thread.start();
    inside.await();

    assertThatThrownBy(other::invoke)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another thread is running an interpreter of this arena");
    tried.countDown();
    thread.join();

    assertThat(failure.get()).isNull();
    dense(other, 3);
  }

  /** A chain of models with state, as an audio application has them, in an arena of any size. */
  @Test
  void manyModelsTakeTurns() {
    List<Interpreter> alone = new ArrayList<>();
    List<Interpreter> together = new ArrayList<>();
    TensorArena arena = TensorArena.of(new byte[4096]);
    for (int i = 0; i < 12; i++) {
      ModelBuilder model = i % 3 == 0 ? DenseModel.builder() : counter(i);
      alone.add(builder(model).build());
      together.add(builder(model).arena(arena).build());
    }
    SplittableRandom random = new SplittableRandom(8);
    for (int turn = 0; turn < 200; turn++) {
      int i = random.nextInt(alone.size());
      for (Interpreter interpreter : List.of(alone.get(i), together.get(i))) {
        if (interpreter.inputCount() > 0) {
          dense(interpreter, turn);
        } else {
          interpreter.invoke();
        }
      }
      for (int output = 0; output < alone.get(i).outputCount(); output++) {
        assertThat(together.get(i).output(output).toByteArray())
            .isEqualTo(alone.get(i).output(output).toByteArray());
      }
    }
  }
}
