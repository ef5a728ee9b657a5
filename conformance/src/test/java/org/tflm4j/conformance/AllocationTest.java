/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.ModelException;

/** {@link Interpreter#invoke} allocates nothing: not one byte, counted by the JVM. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Rounds over all frames of a case before those that are counted. */
  private static final int WARM_UP_ROUNDS = 2;

  /**
   * What an operator allocates shows in every round. The JVM itself allocates some bytes once in a
   * while, when it compiles the method handles behind typed access to arrays.
   */
  private static final int COUNTED_ROUNDS = 4;

  /** Rounds of each case that make the JVM compile some methods before their time. */
  private static final int ROUNDS_BEFORE = 6;

  /** How long the JVM may take to compile the vector kernels of one case. */
  private static final Duration COMPILATION = Duration.ofSeconds(90);

  /** Not even while the JVM still interprets the code. */
  @TestFactory
  Stream<DynamicTest> referenceKernelsAllocateNothing() throws IOException {
    Corpus corpus = Corpus.open();
    List<ConformanceCase> cases = new ArrayList<>(corpus.cases());
    cases.addAll(RealCases.all());
    return tests("reference", cases, AllocationTest::allocated)
        .onClose(() -> assertThatCode(corpus::close).doesNotThrowAnyException());
  }

  /**
   * Vectors are objects until the JVM has compiled the kernel; then they are registers. The real
   * models run long enough for that. All kernels have run before: the JVM compiles the methods of
   * the Vector API, which they share, for what it has seen of any of them.
   */
  @TestFactory
  Stream<DynamicTest> vectorKernelsAllocateNothingOnceCompiled() throws IOException {
    runAll("vector");
    Map<String, ConformanceCase> firstOfEachModel = new LinkedHashMap<>();
    for (ConformanceCase conformanceCase : RealCases.all()) {
      firstOfEachModel.putIfAbsent(conformanceCase.op(), conformanceCase);
    }
    return tests(
        "vector", List.copyOf(firstOfEachModel.values()), AllocationTest::allocatedOnceCompiled);
  }

  private static void runAll(String provider) throws IOException {
    List<KernelProvider> chain = KernelProviders.load().named(provider);
    try (Corpus corpus = Corpus.open()) {
      for (ConformanceCase conformanceCase : corpus.cases()) {
        if (!conformanceCase.mustBeRefused()) {
          Run run = new Run(conformanceCase, chain);
          for (int round = 0; round < ROUNDS_BEFORE; round++) {
            run.round();
          }
        }
      }
    }
  }

  private static Stream<DynamicTest> tests(
      String provider, List<ConformanceCase> cases, ToLongFunction<Run> allocated) {
    Map<String, List<ConformanceCase>> groups = new LinkedHashMap<>();
    for (ConformanceCase conformanceCase : cases) {
      if (!conformanceCase.mustBeRefused()) {
        groups.computeIfAbsent(conformanceCase.op(), op -> new ArrayList<>()).add(conformanceCase);
      }
    }
    return groups.entrySet().stream()
        .map(group ->
            DynamicTest.dynamicTest(
                group.getKey(),
                () -> assertNothingAllocated(provider, group.getValue(), allocated)));
  }

  private static void assertNothingAllocated(
      String provider, List<ConformanceCase> cases, ToLongFunction<Run> allocated)
      throws IOException {
    List<KernelProvider> chain = KernelProviders.load().named(provider);
    List<String> failures = new ArrayList<>();
    for (ConformanceCase conformanceCase : cases) {
      try {
        long bytes = allocated.applyAsLong(new Run(conformanceCase, chain));
        if (bytes != 0) {
          failures.add(conformanceCase.id() + ": " + bytes + " bytes");
        }
      } catch (ModelException e) {
        failures.add(conformanceCase.id() + ": " + e.getMessage());
      }
    }
    assertThat(failures).isEmpty();
  }

  private static long allocated(Run run) {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      run.round();
    }
    long bytes = run.round();
    for (int round = 1; round < COUNTED_ROUNDS && bytes != 0; round++) {
      bytes = run.round();
    }
    return bytes;
  }

  private static long allocatedOnceCompiled(Run run) {
    long bytes = allocated(run);
    long deadline = System.nanoTime() + COMPILATION.toNanos();
    while (bytes != 0 && System.nanoTime() < deadline) {
      bytes = run.round();
    }
    return bytes;
  }

  /** One case: interpreter and the inputs of all frames. */
  private static final class Run {
    private final Interpreter interpreter;
    private final List<byte[]> inputs = new ArrayList<>();
    private final int frames;

    private Run(ConformanceCase conformanceCase, List<KernelProvider> chain) throws IOException {
      Model model = Model.of(Files.readAllBytes(conformanceCase.model()));
      interpreter = Interpreter.builder(model, OpResolver.all()).providers(chain).build();
      frames = conformanceCase.frames();
      byte[] fed = Files.readAllBytes(conformanceCase.input());
      int at = 0;
      for (int frame = 0; frame < frames; frame++) {
        for (int i = 0; i < interpreter.inputCount(); i++) {
          int size = interpreter.input(i).byteSize();
          inputs.add(Arrays.copyOfRange(fed, at, at + size));
          at += size;
        }
      }
    }

    /** Runs all frames and returns the bytes that the invocations allocated. */
    private long round() {
      long bytes = 0;
      int next = 0;
      for (int frame = 0; frame < frames; frame++) {
        for (int i = 0; i < interpreter.inputCount(); i++) {
          byte[] input = inputs.get(next++);
          if (!interpreter.input(i).spec().isConstant()) {
            interpreter.input(i).write(input);
          }
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        interpreter.invoke();
        bytes += THREADS.getCurrentThreadAllocatedBytes() - before;
      }
      return bytes;
    }
  }
}
