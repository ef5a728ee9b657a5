/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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
import org.tflm4j.interpreter.model.ModelException;

/** {@link Interpreter#invoke} allocates nothing: not one byte, counted by the JVM. */
class AllocationTest {
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
    return tests("reference", cases, AllocationCounter::allocated)
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
          AllocationCounter run = new AllocationCounter(conformanceCase, chain);
          for (int round = 0; round < ROUNDS_BEFORE; round++) {
            run.round();
          }
        }
      }
    }
  }

  private static Stream<DynamicTest> tests(
      String provider, List<ConformanceCase> cases, ToLongFunction<AllocationCounter> allocated) {
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
      String provider, List<ConformanceCase> cases, ToLongFunction<AllocationCounter> allocated)
      throws IOException {
    List<KernelProvider> chain = KernelProviders.load().named(provider);
    List<String> failures = new ArrayList<>();
    for (ConformanceCase conformanceCase : cases) {
      try {
        long bytes = allocated.applyAsLong(new AllocationCounter(conformanceCase, chain));
        if (bytes != 0) {
          failures.add(conformanceCase.id() + ": " + bytes + " bytes");
        }
      } catch (ModelException e) {
        failures.add(conformanceCase.id() + ": " + e.getMessage());
      }
    }
    assertThat(failures).isEmpty();
  }

  private static long allocatedOnceCompiled(AllocationCounter run) {
    long bytes = run.allocated();
    long deadline = System.nanoTime() + COMPILATION.toNanos();
    while (bytes != 0 && System.nanoTime() < deadline) {
      bytes = run.round();
    }
    return bytes;
  }
}
