/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.interpreter.KernelProviders;

/**
 * What every kernel provider must hold. Put a subclass on the test class path that names the
 * provider:
 *
 * <pre>{@code
 * class MyProviderContractTest extends KernelContractTest {
 *   MyProviderContractTest() {
 *     super("mine");
 *   }
 * }
 * }</pre>
 *
 * <p>The reference provider must be on the path, too. A provider may decline operators, but not all
 * of them. What it accepts must equal the reference bit for bit (floats up to the order of
 * summation): in one invocation after the other, with the state that they leave and after a reset,
 * with garbage in scratch buffers and work space, and where its output lies over an input as {@link
 * Kernel#overlaps} allows it. A failure names the seed of the drawn operator, the element and both
 * values.
 */
public abstract class KernelContractTest {
  private final String providerName;

  /** Creates the test of the provider with this name. */
  protected KernelContractTest(String providerName) {
    this.providerName = providerName;
  }

  private KernelProvider provider() {
    return KernelProviders.load().named(providerName).getFirst();
  }

  /** A provider is found by its name and says that it is available. */
  @Test
  void isAvailable() {
    KernelProvider provider = provider();
    assertEquals(providerName, provider.name());
    assertTrue(provider.availability().available(), provider.availability().reason());
  }

  /** A provider declines what it does not know, with a reason. */
  @Test
  void declinesAnUnknownOperator() {
    KernelAnswer answer =
        provider().kernelFor(new KernelRequest(() -> "UNKNOWN", List.of(), List.of()));
    if (answer instanceof KernelAnswer.Declined(var reason)) {
      assertTrue(!reason.isBlank(), "declined without a reason");
    } else {
      fail(providerName + " has a kernel for an operator that does not exist");
    }
  }

  /**
   * Every drawn operator that the provider accepts equals the reference, and it accepts some: a
   * provider that declines everything computes nothing wrong, but nothing at all.
   */
  @TestFactory
  @Execution(ExecutionMode.SAME_THREAD)
  Stream<DynamicTest> equalsTheReference() {
    ProviderContract contract =
        new ProviderContract(provider(), KernelProviders.load().named("reference").getFirst());
    AtomicInteger total = new AtomicInteger();
    Stream<DynamicTest> tests =
        ProviderContract.samplers().stream()
            .map(sampler ->
                DynamicTest.dynamicTest(
                    sampler.name(),
                    () -> {
                      int accepted = contract.check(sampler);
                      total.addAndGet(accepted);
                      accepted(sampler.name(), accepted, ProviderContract.DRAWS);
                    }));
    return Stream.concat(
        tests,
        Stream.of(
            DynamicTest.dynamicTest("accepts operators", () -> requireAccepted(total.get()))));
  }

  /** Fails unless a provider has accepted at least one of all drawn operators. */
  static void requireAccepted(int accepted) {
    assertTrue(accepted > 0, "the provider has declined every drawn operator");
  }

  /**
   * Told how many of the operators drawn from a sampler the provider has accepted; to be overridden
   * by a provider that promises some.
   *
   * @param sampler operator and type
   */
  protected void accepted(String sampler, int accepted, int drawn) {}
}
