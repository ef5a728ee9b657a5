/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.Profiler;
import org.tflm4j.interpreter.TicksProfiler;
import org.tflm4j.interpreter.TicksProfiler.OperatorTicks;
import org.tflm4j.interpreter.graph.ScheduledKernel;
import org.tflm4j.interpreter.model.ModelException;

class ProfilerTest {
  private static Interpreter interpreter(ModelBuilder model, Profiler profiler) {
    return Interpreter.builder(Model.of(model.build()), TestOperators.resolver().build())
        .profiler(profiler)
        .build();
  }

  private static Interpreter dense(Profiler profiler) {
    return Interpreter.builder(Model.of(DenseModel.builder().build()), OpResolver.all())
        .provider("reference")
        .profiler(profiler)
        .build();
  }

  /** Writes down what it is told. */
  private static final class Diary implements Profiler {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void beginInvocation() {
      lines.add("begin");
    }

    @Override
    public void beginOperator(ScheduledKernel operator) {
      lines.add("begin " + line(operator));
    }

    @Override
    public void endOperator(ScheduledKernel operator) {
      lines.add("end " + line(operator));
    }

    @Override
    public void endInvocation() {
      lines.add("end");
    }

    private static String line(ScheduledKernel operator) {
      return "%d:%d %s %s"
          .formatted(
              operator.node().subgraph(),
              operator.node().index(),
              operator.node().name(),
              operator.provider());
    }
  }

  @Test
  void isToldOfEveryOperatorInItsOrder() {
    Diary diary = new Diary();
    dense(diary).invoke();

    assertThat(diary.lines)
        .containsExactly(
            "begin",
            "begin 0:0 FULLY_CONNECTED reference",
            "end 0:0 FULLY_CONNECTED reference",
            "begin 0:1 FULLY_CONNECTED reference",
            "end 0:1 FULLY_CONNECTED reference",
            "begin 0:2 FULLY_CONNECTED reference",
            "end 0:2 FULLY_CONNECTED reference",
            "end");
  }

  @Test
  void operatorsOfSubgraphsLieWithinTheirCaller() {
    Diary diary = new Diary();
    Interpreter interpreter = interpreter(ControlFlowTest.loopModel(), diary);
    interpreter.input(0).setInt8At(0, (byte) 1);
    interpreter.input(1).setInt32At(0, 2);
    interpreter.invoke();

    assertThat(diary.lines)
        .containsExactly(
            "begin",
            "begin 0:0 WHILE interpreter",
            "begin 2:0 CountDown application",
            "end 2:0 CountDown application",
            "begin 2:0 CountDown application",
            "end 2:0 CountDown application",
            "end 0:0 WHILE interpreter",
            "end");
  }

  @Test
  void everyBeginHasItsEndWhereAKernelFails() {
    Diary diary = new Diary();
    Interpreter interpreter =
        interpreter(ControlFlowTest.callOnce(TestOperators.FAIL_IF, 1), diary);

    assertThatThrownBy(interpreter::invoke).isInstanceOf(ModelException.class);
    assertThat(diary.lines)
        .containsExactly(
            "begin",
            "begin 0:0 CALL_ONCE interpreter",
            "begin 1:0 FailIf application",
            "end 1:0 FailIf application",
            "end 0:0 CALL_ONCE interpreter",
            "end");
  }

  @Test
  void countsTheTicksOfEveryOperator() {
    TicksProfiler profiler = new TicksProfiler();
    Interpreter interpreter = dense(profiler);
    long begin = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      interpreter.invoke();
    }
    long elapsed = System.nanoTime() - begin;

    assertThat(profiler.invocations()).isEqualTo(20);
    assertThat(profiler.operators())
        .extracting(OperatorTicks::operator)
        .isEqualTo(interpreter.kernels(0));
    assertThat(profiler.operators())
        .allSatisfy(row -> {
          assertThat(row.runs()).isEqualTo(20);
          assertThat(row.ticks()).isPositive().isEqualTo(row.selfTicks());
          assertThat(row.firstTicks()).isBetween(row.minTicks(), row.maxTicks());
          assertThat(row.ticks()).isBetween(20 * row.minTicks(), 20 * row.maxTicks());
        });
    assertThat(profiler.totalTicks()).isPositive().isLessThanOrEqualTo(elapsed);

    profiler.clear();
    assertThat(profiler.operators()).isEmpty();
    assertThat(profiler.totalTicks()).isZero();
    interpreter.invoke();
    assertThat(profiler.operators()).hasSize(3);
  }

  @Test
  void ticksOfCalledSubgraphsAreNotCountedTwice() {
    TicksProfiler profiler = new TicksProfiler();
    Interpreter interpreter = interpreter(ControlFlowTest.loopModel(), profiler);
    interpreter.input(0).setInt8At(0, (byte) 1);
    interpreter.input(1).setInt32At(0, 1000);
    interpreter.invoke();

    List<OperatorTicks> rows = profiler.operators();
    assertThat(rows)
        .extracting(row -> row.operator().node().name())
        .containsExactly("WHILE", "CountDown");
    OperatorTicks loop = rows.getFirst();
    OperatorTicks body = rows.getLast();
    assertThat(loop.runs()).isEqualTo(1);
    assertThat(body.runs()).isEqualTo(1000);
    assertThat(body.selfTicks()).isEqualTo(body.ticks());
    assertThat(loop.selfTicks()).isPositive().isEqualTo(loop.ticks() - body.ticks());
    assertThat(profiler.totalTicks()).isEqualTo(loop.ticks());
  }

  @Test
  void refusesAnotherInterpreter() {
    TicksProfiler profiler = new TicksProfiler();
    dense(profiler).invoke();
    Interpreter other = dense(profiler);

    assertThatThrownBy(other::invoke)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("operator 0 FULLY_CONNECTED of another interpreter")
        .hasMessageContaining("or clear it");
    assertThat(profiler.operators()).allSatisfy(row -> assertThat(row.runs()).isEqualTo(1));
  }

  /** Also from within a subgraph; no kernel is blamed for it. */
  @Test
  void whatAProfilerThrowsReachesTheApplicationAsItIs() {
    IndexOutOfBoundsException own = new IndexOutOfBoundsException("a profiler of my own");
    Profiler failing =
        new Profiler() {
          @Override
          public void beginOperator(ScheduledKernel operator) {}

          @Override
          public void endOperator(ScheduledKernel operator) {
            throw own;
          }
        };
    assertThatThrownBy(dense(failing)::invoke).isSameAs(own);
    Interpreter called = interpreter(ControlFlowTest.callOnce(TestOperators.ABORT_IF, 0), failing);
    assertThatThrownBy(called::invoke).isSameAs(own);
  }

  @Test
  void writesTicksPerTagAsTflmDoes() throws IOException {
    TicksProfiler profiler = new TicksProfiler();
    dense(profiler).invoke();
    StringBuilder csv = new StringBuilder();
    profiler.writeTicksPerTagCsv(csv);

    long total = profiler.totalTicks();
    assertThat(csv.toString())
        .isEqualTo(
            """
            "Unique Tag","Total ticks across all events with that tag."
            FULLY_CONNECTED, %d
            "total number of ticks", %d
            """
                .formatted(total, total));
  }

  @Test
  void writesALineForEachOperator() throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    graph.tensor("y", TensorType.INT8, 1);
    graph.custom("my \"own\", op", new byte[0], new int[0], 0).outputs(0);
    var resolver = OpResolver.builder();
    TestOperators.add(resolver, "my \"own\", op", context -> {});
    TicksProfiler profiler = new TicksProfiler();
    Interpreter.builder(Model.of(model.build()), resolver.build())
        .profiler(profiler)
        .build()
        .invoke();
    StringBuilder csv = new StringBuilder();
    profiler.writeCsv(csv);

    long ticks = profiler.totalTicks();
    assertThat(csv.toString())
        .isEqualTo(
            """
            "Subgraph","Operator","Tag","Provider","Runs","Ticks","Self","First","Min","Max"
            0,0,"my ""own"", op",application,1,%d,%d,%d,%d,%d
            """
                .formatted(ticks, ticks, ticks, ticks, ticks));
  }

  @Test
  void countingTicksAllocatesInTheFirstInvocationOnly() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    TicksProfiler profiler = new TicksProfiler();
    Interpreter interpreter = dense(profiler);
    interpreter.invoke();
    interpreter.invoke();

    // The JVM allocates some bytes now and then when it compiles; what invoke allocates shows in
    // every round.
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 4; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 10; i++) {
        interpreter.invoke();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }
}
