/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;

@Timeout(60)
class ThreadingTest {
  @Test
  void aSecondThreadGetsAClearError() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    OpResolver.Builder resolver = OpResolver.builder();
    TestOperators.add(
        resolver,
        "Wait",
        context -> {
          running.countDown();
          try {
            finish.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int y = graph.tensor("y", TensorType.INT8, 1).index();
    graph.custom("Wait", new byte[0], new int[0], y).outputs(y);
    Interpreter interpreter =
        Interpreter.create(Model.of(model.build()), resolver.build(), new byte[64]);

    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<?> invocation = other.submit(interpreter::invoke);
      assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(interpreter::invoke)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another thread is running this interpreter")
          .hasMessageContaining("share the Model");
      assertThatThrownBy(interpreter::reset).isInstanceOf(IllegalStateException.class);
      finish.countDown();
      invocation.get(30, TimeUnit.SECONDS);
    }
    interpreter.invoke();
  }

  /** The interpreter is free again after an invocation that failed. */
  @Test
  void aFailureFreesTheInterpreter() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    graph.tensor("flag", TensorType.BOOL, 1);
    graph.tensor("copy", TensorType.BOOL, 1);
    graph.custom(TestOperators.FAIL_IF, new byte[0], new int[] {0}, 1).inputs(0).outputs(1);
    Interpreter interpreter =
        Interpreter.create(Model.of(model.build()), TestOperators.resolver().build(), new byte[64]);
    interpreter.input(0).setInt8At(0, (byte) 1);
    assertThatThrownBy(interpreter::invoke).hasMessageContaining("the flag is 1");
    interpreter.input(0).setInt8At(0, (byte) 0);
    interpreter.invoke();
    interpreter.reset();
  }

  @Test
  void interpretersOfOneModelRunInParallel() throws Exception {
    Model model = Model.of(DenseModel.builder().build());
    byte[] expected = run(Interpreter.builder(model, OpResolver.all()).build());
    List<Callable<byte[]>> tasks = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      tasks.add(() -> {
        Interpreter interpreter = Interpreter.create(model, OpResolver.all(), new byte[500]);
        byte[] first = run(interpreter);
        assertThat(run(interpreter)).isEqualTo(first);
        return first;
      });
    }
    // A model that no interpreter has prepared yet, so that the threads meet at its kernels.
    Model fresh = Model.of(DenseModel.builder().build());
    for (int i = 0; i < 64; i++) {
      tasks.add(() -> run(Interpreter.create(fresh, OpResolver.all(), new byte[500])));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<byte[]> result : threads.invokeAll(tasks)) {
        assertThat(result.get()).isEqualTo(expected);
      }
    }
  }

  /** Returns the outputs of 50 random inputs. */
  private static byte[] run(Interpreter interpreter) {
    SplittableRandom random = new SplittableRandom(11);
    byte[] results = new byte[50 * DenseModel.OUTPUTS];
    byte[] x = new byte[DenseModel.INPUTS];
    for (int i = 0; i < 50; i++) {
      random.nextBytes(x);
      interpreter.input(0).write(x);
      interpreter.invoke();
      System.arraycopy(
          interpreter.output(0).toByteArray(),
          0,
          results,
          i * DenseModel.OUTPUTS,
          DenseModel.OUTPUTS);
    }
    return results;
  }
}
