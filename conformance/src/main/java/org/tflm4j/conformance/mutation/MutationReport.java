/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.mutation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The outcomes of many mutants. */
public final class MutationReport {
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
  private final List<Failure> failures = new ArrayList<>();
  private long mutants;
  private Duration slowest = Duration.ZERO;
  private String slowestName = "";

  /**
   * A mutant that neither ran nor was refused.
   *
   * @param model name of the model
   * @param seed of the mutation
   * @param file the mutant
   * @param thrown what it threw; if it took too long, an error with the place where it was
   */
  public record Failure(String model, long seed, byte[] file, Throwable thrown) {
    @Override
    public String toString() {
      return model + ", mutant " + seed + ": " + thrown;
    }
  }

  MutationReport() {
    for (Outcome outcome : Outcome.values()) {
      counts.put(outcome, 0L);
    }
  }

  void add(Outcome outcome, Duration time, String name) {
    mutants++;
    counts.merge(outcome, 1L, Long::sum);
    if (time.compareTo(slowest) > 0) {
      slowest = time;
      slowestName = name;
    }
  }

  void add(Failure failure) {
    failures.add(failure);
  }

  /** Returns the number of mutants. */
  public long mutants() {
    return mutants;
  }

  /** Returns how many mutants had each outcome. */
  public Map<Outcome, Long> counts() {
    return Map.copyOf(counts);
  }

  /** Returns the mutants that failed. */
  public List<Failure> failures() {
    return List.copyOf(failures);
  }

  /** Returns the longest processor time that a mutant took. */
  public Duration slowest() {
    return slowest;
  }

  /** Returns the mutant that took the longest time. */
  public String slowestName() {
    return slowestName;
  }
}
