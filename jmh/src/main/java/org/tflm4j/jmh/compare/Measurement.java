/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh.compare;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * Measures all engines side by side: for each subject one fork of each engine in turn, round after
 * round, so that other load on the machine affects all engines alike.
 */
final class Measurement {
  private static final boolean TERMINAL =
      Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);

  private final SingleFork fork;
  private final int rounds;
  private final Path json;
  private final PrintWriter out;

  /** JMH's results by subject and engine; the rounds of each are merged. */
  private final Map<String, RunResult> results = new LinkedHashMap<>();

  private final List<String> notes = new ArrayList<>();
  private int forksDone;
  private int forks;
  private long begin;

  /**
   * Creates a measurement.
   *
   * @param json receives JMH's results, anew after each subject
   */
  Measurement(SingleFork fork, int rounds, Path json, PrintWriter out) {
    this.fork = fork;
    this.rounds = rounds;
    this.json = json;
    this.out = out;
  }

  /** Runs a benchmark on all subjects and engines. */
  void run(String benchmark, String parameter, List<String> subjects, List<String> engines)
      throws IOException {
    begin = System.nanoTime();
    forks = subjects.size() * engines.size() * rounds;
    for (String subject : subjects) {
      Map<String, String> failures = new LinkedHashMap<>();
      for (int round = 1; round <= rounds; round++) {
        for (String engine : engines) {
          if (!failures.containsKey(engine)) {
            status(subject, engine);
            SingleFork.Outcome outcome = fork.run(benchmark, parameter, subject, engine);
            take(subject, engine, round, outcome, failures);
          }
          forksDone++;
        }
      }
      write();
      report(subject, engines);
    }
  }

  private void take(
      String subject,
      String engine,
      int round,
      SingleFork.Outcome outcome,
      Map<String, String> failures) {
    if (outcome.result() == null) {
      failures.put(engine, outcome.operators());
      notes.add(
          "%s on %s%s: %s"
              .formatted(
                  subject, engine, round == 1 ? "" : ", round " + round, outcome.operators()));
      return;
    }
    if (round == 1) {
      notes.add("%s on %s: %s".formatted(subject, engine, outcome.operators()));
    }
    results.merge(subject + " " + engine, outcome.result(), Measurement::merged);
  }

  private static RunResult merged(RunResult first, RunResult second) {
    List<BenchmarkResult> forks = new ArrayList<>(first.getBenchmarkResults());
    forks.addAll(second.getBenchmarkResults());
    return new RunResult(first.getParams(), forks);
  }

  private void write() throws IOException {
    try (PrintStream stream = new PrintStream(json.toFile(), StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(results.values());
    }
  }

  /** Shows on a terminal what is being measured, on a line that the next one overwrites. */
  private void status(String subject, String engine) {
    if (TERMINAL) {
      System.err.printf(
          "\r\u001B[K%d of %d: %s on %s%s", forksDone + 1, forks, subject, engine, left());
      System.err.flush();
    }
  }

  private String left() {
    if (forksDone == 0) {
      return "";
    }
    Duration left = Duration.ofNanos((System.nanoTime() - begin) / forksDone * (forks - forksDone));
    return ", about %d:%02d left".formatted(left.toMinutes(), left.toSecondsPart());
  }

  private void report(String subject, List<String> engines) throws IOException {
    if (TERMINAL) {
      System.err.print("\r\u001B[K");
      System.err.flush();
    }
    MedianTimes medians = MedianTimes.read(json);
    out.printf(
        "%-34s %s%s%n",
        subject,
        engines.stream()
            .map(engine -> {
              OptionalDouble median = medians.median(subject, engine);
              return "%s %s".formatted(engine, Figures.time(median));
            })
            .collect(Collectors.joining(", ")),
        left());
    out.flush();
  }

  /** Returns which providers ran the operators of each subject, or why there is no result. */
  List<String> notes() {
    return notes;
  }
}
