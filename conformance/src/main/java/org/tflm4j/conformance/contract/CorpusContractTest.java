/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.tflm4j.conformance.CaseResult;
import org.tflm4j.conformance.CaseRunner;
import org.tflm4j.conformance.ConformanceCase;
import org.tflm4j.conformance.Corpus;
import org.tflm4j.interpreter.KernelProviders;

/**
 * Holds a kernel provider against the outputs of the real TFLM: the whole {@link Corpus}, one test
 * for each operator. Put a subclass on the test class path that names the provider:
 *
 * <pre>{@code
 * class MyProviderCorpusContractTest extends CorpusContractTest {
 *   MyProviderCorpusContractTest() {
 *     super("mine");
 *   }
 * }
 * }</pre>
 *
 * <p>The reference provider must be on the path, too: it runs the operators that the provider
 * declines. A failure names the case, the frame, the output, the element and both values.
 */
public abstract class CorpusContractTest {
  /** Cases of one operator that a failure lists; it counts them all. */
  private static final int LISTED = 20;

  private final String providerName;

  /** Creates the test of the provider with this name. */
  protected CorpusContractTest(String providerName) {
    this.providerName = providerName;
  }

  /**
   * Called with all results, in the order of the corpus, after the last case; a place for demands
   * beyond equal outputs. Does nothing unless it is overridden.
   */
  protected void check(List<CaseResult> results) {}

  /** The outputs equal TFLM's, and what TFLM refuses is refused. */
  @TestFactory
  @Execution(ExecutionMode.SAME_THREAD)
  Stream<DynamicTest> equalsTflm() throws IOException {
    CaseRunner runner = new CaseRunner(providerName, KernelProviders.load().named(providerName));
    Corpus corpus = Corpus.open();
    Map<String, List<ConformanceCase>> operators = new LinkedHashMap<>();
    for (ConformanceCase conformanceCase : corpus.cases()) {
      operators
          .computeIfAbsent(conformanceCase.op(), operator -> new ArrayList<>())
          .add(conformanceCase);
    }
    List<CaseResult> results = new ArrayList<>();
    Stream<DynamicTest> tests =
        operators.entrySet().stream()
            .map(entry ->
                DynamicTest.dynamicTest(
                    entry.getKey() + " (" + entry.getValue().size() + ")",
                    () -> run(runner, entry.getValue(), results)));
    // JUnit closes the stream after its last test.
    return Stream.concat(
            tests, Stream.of(DynamicTest.dynamicTest("all results", () -> check(results))))
        .onClose(() -> close(corpus));
  }

  private static void run(
      CaseRunner runner, List<ConformanceCase> cases, List<CaseResult> results) {
    List<String> failures = new ArrayList<>();
    for (ConformanceCase conformanceCase : cases) {
      CaseResult result = runner.run(conformanceCase);
      results.add(result);
      if (!result.passed()) {
        failures.add(conformanceCase.id() + ": " + result.failure());
      }
    }
    if (!failures.isEmpty()) {
      fail(
          failures.size()
              + " of "
              + cases.size()
              + " cases failed:\n"
              + String.join("\n", failures.subList(0, Math.min(LISTED, failures.size()))));
    }
  }

  private static void close(Corpus corpus) {
    try {
      corpus.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
