/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.ArenaTooSmallException;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/** The API used in ways that cannot work: a clear exception, never a wrong result. */
class WrongUseTest {
  private static Interpreter absolute() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    graph.tensor("x", TensorType.FLOAT32, 1, 3);
    graph.tensor("y", TensorType.FLOAT32, 1, 3);
    graph.operator(BuiltinOperator.ABS, new int[] {0}, 1).inputs(0).outputs(1);
    return Interpreter.create(Model.of(model.build()), OpResolver.all(), new byte[64]);
  }

  @Test
  void anInputOfAnotherSizeNamesTensorShapeTypeAndBytes() {
    Tensor x = absolute().input(0);
    assertThatThrownBy(() -> x.write(new byte[11]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"x\" FLOAT32[1, 3] has 12 bytes, but 11 bytes were given");
    assertThatThrownBy(() -> x.read(new byte[13]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"x\" FLOAT32[1, 3] has 12 bytes, but 13 bytes were given");
    assertThatThrownBy(() -> x.writeReal(1f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"x\" FLOAT32[1, 3] takes 3 values, not 1");
  }

  @Test
  void anElementOfAnotherTypeNamesTheTensor() {
    Tensor x = absolute().input(0);
    assertThatThrownBy(() -> x.setInt8At(0, (byte) 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"x\" FLOAT32[1, 3] has no elements of 1 bytes");
    assertThatThrownBy(() -> x.setInt32At(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"x\" FLOAT32[1, 3] is not a tensor of 32-bit integers");
    assertThatThrownBy(() -> x.int64At(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> x.int16At(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> x.integerAt(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"x\" FLOAT32[1, 3] has no integer values");
  }

  /** Also where the index times the size of an element overflows. */
  @Test
  void anIndexOutOfRangeNamesTheTensor() {
    Interpreter interpreter = absolute();
    Tensor x = interpreter.input(0);
    for (int index : new int[] {-1, 3, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> x.float32At(index))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("index " + index + " of ")
          .hasMessageContaining("\"x\" FLOAT32[1, 3], which has 3 elements");
    }
    assertThatThrownBy(() -> interpreter.input(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> interpreter.output(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void nullsAreNamed() {
    Interpreter interpreter = absolute();
    Model model = interpreter.model();
    assertThatNullPointerException()
        .isThrownBy(() -> Model.of(null))
        .withMessageContaining("bytes of the model");
    assertThatNullPointerException()
        .isThrownBy(() -> Model.load(null))
        .withMessageContaining("file");
    assertThatNullPointerException()
        .isThrownBy(() -> Interpreter.create(null, OpResolver.all(), new byte[1]))
        .withMessageContaining("model");
    assertThatNullPointerException()
        .isThrownBy(() -> Interpreter.create(model, null, new byte[1]))
        .withMessageContaining("resolver");
    assertThatNullPointerException()
        .isThrownBy(() -> Interpreter.create(model, OpResolver.all(), null))
        .withMessageContaining("arena");
    assertThatNullPointerException()
        .isThrownBy(() -> Interpreter.builder(model, OpResolver.all()).providers(null))
        .withMessageContaining("providers");
    assertThatNullPointerException()
        .isThrownBy(() -> interpreter.input(0).write(null))
        .withMessageContaining("bytes");
    assertThatNullPointerException()
        .isThrownBy(() -> interpreter.input(0).writeReal((float[]) null))
        .withMessageContaining("values");
  }

  @Test
  void anArenaThatIsTooSmallNamesWhatIsNeeded() {
    Model model = absolute().model();
    // The output lies over the input.
    for (int size = 0; size < 16; size++) {
      byte[] arena = new byte[size];
      assertThatThrownBy(() -> Interpreter.create(model, OpResolver.all(), arena))
          .isInstanceOf(ArenaTooSmallException.class)
          .hasMessageContaining("needs 16 bytes")
          .hasMessageContaining(String.valueOf(size));
    }
    Interpreter.create(model, OpResolver.all(), new byte[16]).invoke();
  }

  /** Two threads that use one interpreter: every invocation works or says what is wrong. */
  @Test
  @Timeout(60)
  void threadsThatShareAnInterpreterGetRightResultsOrAnError() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger together = new AtomicInteger();
    AtomicLong refused = new AtomicLong();
    AtomicLong ran = new AtomicLong();
    OpResolver.Builder resolver = OpResolver.builder();
    TestOperators.add(
        resolver,
        "Alone",
        context -> {
          if (inside.incrementAndGet() != 1) {
            together.incrementAndGet();
          }
          Thread.onSpinWait();
          inside.decrementAndGet();
        });
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int y = graph.tensor("y", TensorType.INT8, 1).index();
    graph.custom("Alone", new byte[0], new int[0], y).outputs(y);
    Interpreter interpreter =
        Interpreter.create(Model.of(model.build()), resolver.build(), new byte[64]);
    CountDownLatch start = new CountDownLatch(1);
    Runnable work =
        () -> {
          try {
            start.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          for (int i = 0; i < 20_000; i++) {
            try {
              interpreter.invoke();
              ran.incrementAndGet();
            } catch (IllegalStateException e) {
              refused.incrementAndGet();
            }
          }
        };
    Thread first = Thread.ofPlatform().start(work);
    Thread second = Thread.ofPlatform().start(work);
    start.countDown();
    first.join();
    second.join();

    assertThat(together).hasValue(0);
    assertThat(ran.get() + refused.get()).isEqualTo(40_000);
    assertThat(ran).hasPositiveValue();
  }
}
