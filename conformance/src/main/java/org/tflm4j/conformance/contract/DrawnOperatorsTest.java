/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.interpreter.KernelProviders;

/**
 * Holds a kernel provider to the contract of {@link KernelContractTest} on any number of drawn
 * operators. Samplers take turns, and each operator has a seed of its own. Put a subclass on the
 * test class path that names the provider. System properties:
 *
 * <ul>
 *   <li>{@value #OPERATORS}: how many operators are drawn, {@value #BY_DEFAULT} by default
 *   <li>{@value #SEED}: the seed of the first, the others count up
 *   <li>{@value #SAMPLERS}: a regular expression for the names of samplers, all by default
 * </ul>
 *
 * <p>A failure names sampler and seed; with these two as the properties and one operator it happens
 * again. The thread has the same name meanwhile, so that the report of a crash of the JVM shows it.
 */
public abstract class DrawnOperatorsTest {
  private static final String OPERATORS = "tflm4j.drawn.operators";
  private static final String SEED = "tflm4j.drawn.seed";
  private static final String SAMPLERS = "tflm4j.drawn.samplers";
  private static final int BY_DEFAULT = 2000;

  /** Beyond the seeds of the contract test. */
  private static final long FIRST_SEED = 1_000_000;

  /** Failures after which the test gives up. */
  private static final int MOST_FAILURES = 20;

  private static final int PROGRESS = 10_000;

  private final String providerName;

  /** Creates the test of the provider with this name. */
  protected DrawnOperatorsTest(String providerName) {
    this.providerName = providerName;
  }

  /**
   * Returns the provider under test once for each surroundings in which its kernels are to run; by
   * default as it is.
   */
  protected List<KernelProvider> inAllSurroundings(KernelProvider provider) {
    return List.of(provider);
  }

  /** Every drawn operator that the provider accepts equals the reference. */
  @Test
  void drawnOperatorsEqualTheReference() {
    int operators = Integer.getInteger(OPERATORS, BY_DEFAULT);
    long firstSeed = Long.getLong(SEED, FIRST_SEED);
    Pattern names = Pattern.compile(System.getProperty(SAMPLERS, ".*"));
    List<OperatorSampler> samplers =
        ProviderContract.samplers().stream()
            .filter(sampler -> names.matcher(sampler.name()).matches())
            .toList();
    assertTrue(!samplers.isEmpty(), "no sampler is called " + names);
    KernelProvider reference = KernelProviders.load().named("reference").getFirst();
    List<ProviderContract> contracts =
        inAllSurroundings(KernelProviders.load().named(providerName).getFirst()).stream()
            .map(provider -> new ProviderContract(provider, reference))
            .toList();
    List<String> failures = new ArrayList<>();
    int accepted = 0;
    Thread thread = Thread.currentThread();
    String threadName = thread.getName();
    try {
      for (int i = 0; i < operators && failures.size() < MOST_FAILURES; i++) {
        OperatorSampler sampler = samplers.get(i % samplers.size());
        thread.setName(sampler.name() + ", seed " + (firstSeed + i));
        accepted += check(contracts, sampler, firstSeed + i, failures) ? 1 : 0;
        if ((i + 1) % PROGRESS == 0) {
          System.out.println((i + 1) + " operators drawn, " + accepted + " accepted");
        }
      }
    } finally {
      thread.setName(threadName);
    }
    System.out.println(
        "%s: %d operators drawn from %d samplers, seeds from %d on; %d accepted, %d wrong"
            .formatted(
                providerName, operators, samplers.size(), firstSeed, accepted, failures.size()));
    if (!failures.isEmpty()) {
      fail(String.join("\n", failures));
    }
    assertTrue(accepted > 0, "the provider has declined every drawn operator");
  }

  private static boolean check(
      List<ProviderContract> contracts, OperatorSampler sampler, long seed, List<String> failures) {
    boolean accepted = false;
    for (ProviderContract contract : contracts) {
      try {
        accepted |= contract.check(sampler, seed);
      } catch (AssertionError | RuntimeException e) {
        String failure = sampler.name() + ", seed " + seed + ": " + e;
        System.out.println("FAIL " + failure);
        failures.add(failure);
        return accepted;
      }
    }
    return accepted;
  }
}
