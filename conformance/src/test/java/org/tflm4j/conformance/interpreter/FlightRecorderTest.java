/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;

/** The events of Flight Recorder, read back from recordings. */
class FlightRecorderTest {
  private static final String INVOCATION = "org.tflm4j.Invocation";
  private static final String OPERATOR = "org.tflm4j.Operator";

  @TempDir private Path folder;

  private List<RecordedEvent> record(Runnable action) throws IOException {
    Path file = folder.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      action.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().startsWith("org.tflm4j."))
        .toList();
  }

  private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
    return events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
  }

  @Test
  void invocationsAndOperatorsAreRecorded() throws IOException {
    Model model = Model.of(DenseModel.builder().description("three dense layers").build());
    Interpreter interpreter =
        Interpreter.builder(model, OpResolver.all()).provider("reference").build();
    // A recording may begin long after the interpreter's classes were loaded.
    interpreter.invoke();

    List<RecordedEvent> events =
        record(() -> {
          interpreter.invoke();
          interpreter.invoke();
        });

    List<RecordedEvent> invocations = named(events, INVOCATION);
    assertThat(invocations).hasSize(2);
    assertThat(invocations)
        .allSatisfy(invocation -> {
          assertThat(invocation.getString("model")).isEqualTo("three dense layers");
          assertThat(invocation.getLong("modelSize")).isEqualTo(model.size());
          assertThat(invocation.getString("status")).isEqualTo("COMPLETED");
        });
    List<RecordedEvent> operators = named(events, OPERATOR);
    assertThat(operators)
        .extracting(
            operator -> operator.getInt("subgraph"),
            operator -> operator.getInt("index"),
            operator -> operator.getString("operator"),
            operator -> operator.getString("provider"))
        .containsExactly(row(0), row(1), row(2), row(0), row(1), row(2));
    Instant begin = invocations.getFirst().getStartTime();
    Instant end = invocations.getFirst().getEndTime();
    assertThat(operators.subList(0, 3))
        .allSatisfy(operator -> {
          assertThat(operator.getStartTime()).isBetween(begin, end);
          assertThat(operator.getEndTime()).isBetween(operator.getStartTime(), end);
        });
  }

  private static Tuple row(int index) {
    return tuple(0, index, "FULLY_CONNECTED", "reference");
  }

  @Test
  void aFailedInvocationIsRecordedAsSuch() throws IOException {
    Interpreter interpreter =
        Interpreter.builder(
                Model.of(ControlFlowTest.callOnce(TestOperators.FAIL_IF, 1).build()),
                TestOperators.resolver().build())
            .build();

    List<RecordedEvent> events =
        record(() -> assertThatThrownBy(interpreter::invoke).hasMessageContaining("FailIf"));

    assertThat(named(events, INVOCATION))
        .extracting(event -> event.getString("status"))
        .containsExactly("FAILED");
    assertThat(named(events, OPERATOR))
        .extracting(event -> event.getInt("subgraph"), event -> event.getString("operator"))
        .containsExactly(tuple(1, "FailIf"), tuple(0, "CALL_ONCE"));
  }

  @Test
  void operatorEventsCanBeSwitchedOff() throws IOException {
    Interpreter interpreter =
        Interpreter.builder(Model.of(DenseModel.builder().build()), OpResolver.all()).build();
    try (Recording recording = new Recording()) {
      recording.disable(OPERATOR);
      recording.start();
      interpreter.invoke();
      recording.stop();
      Path file = folder.resolve("invocations.jfr");
      recording.dump(file);
      List<RecordedEvent> events = RecordingFile.readAllEvents(file);
      assertThat(named(events, INVOCATION)).hasSize(1);
      assertThat(named(events, OPERATOR)).isEmpty();
    }
  }

  /** Also when a recording has been on before. */
  @Test
  void nothingIsAllocatedWhileNoRecordingIsOn() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Interpreter interpreter =
        Interpreter.builder(Model.of(DenseModel.builder().build()), OpResolver.all())
            .provider("reference")
            .build();
    assertThat(record(interpreter::invoke)).hasSize(4);
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
