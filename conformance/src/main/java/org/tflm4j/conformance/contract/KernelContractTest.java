/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.graph.ScheduledKernel;

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
 * <p>The reference provider must be on the path, too. A provider may decline operators; what it
 * accepts must equal the reference bit for bit (floats up to the order of summation), also where
 * its output lies over an input as {@link Kernel#overlaps} allows it. A failure names the seed of
 * the drawn operator, the element and both values.
 */
public abstract class KernelContractTest {
  /** Operators drawn from each sampler. */
  private static final int DRAWS = 150;

  private static final List<OperatorSampler> SAMPLERS =
      List.of(
          new FullyConnectedSampler(),
          new ConvolutionSampler(false, TensorType.INT8),
          new ConvolutionSampler(true, TensorType.INT8),
          new TransposeConvSampler(TensorType.INT8),
          new ConvolutionSampler(false, TensorType.INT16),
          new ConvolutionSampler(true, TensorType.INT16),
          new ConvolutionSampler(false, TensorType.FLOAT32),
          new ConvolutionSampler(true, TensorType.FLOAT32),
          new TransposeConvSampler(TensorType.FLOAT32));

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

  /** Every drawn operator that the provider accepts equals the reference. */
  @TestFactory
  Stream<DynamicTest> equalsTheReference() {
    KernelProvider provider = provider();
    KernelProvider reference = KernelProviders.load().named("reference").getFirst();
    return Stream.concat(SAMPLERS.stream(), ElementwiseSamplers.all().stream())
        .map(sampler ->
            DynamicTest.dynamicTest(sampler.name(), () -> compare(sampler, provider, reference)));
  }

  /**
   * Told how many of the operators drawn from a sampler the provider has accepted; to be overridden
   * by a provider that promises some.
   *
   * @param sampler operator and type
   */
  protected void accepted(String sampler, int accepted, int drawn) {}

  private void compare(OperatorSampler sampler, KernelProvider provider, KernelProvider reference) {
    int accepted = 0;
    for (int seed = 0; seed < DRAWS; seed++) {
      Model model = Model.of(sampler.draw(new SplittableRandom(seed)));
      ScheduledKernel operator =
          Interpreter.builder(model, OpResolver.all())
              .providers(List.of(reference))
              .separateOperators()
              .build()
              .kernel(0, 0);
      KernelRequest request =
          new KernelRequest(operator.op(), operator.first().inputs(), operator.first().outputs());
      if (provider.kernelFor(request) instanceof KernelAnswer.Accepted answer) {
        Kernel kernel = answer.kernel();
        accepted++;
        compare(
            sampler.name() + ", seed " + seed + ", " + operator.op(),
            request,
            kernel,
            new GuardedKernel(request, operator.kernel()),
            sampler,
            new SplittableRandom(~seed));
      }
    }
    accepted(sampler.name(), accepted, DRAWS);
  }

  private static void compare(
      String what,
      KernelRequest request,
      Kernel tested,
      GuardedKernel reference,
      OperatorSampler sampler,
      RandomGenerator random) {
    List<byte[]> inputs = new ArrayList<>();
    for (TensorSpec spec : request.inputs()) {
      inputs.add(
          spec == null || spec.isConstant()
              ? null
              : Samples.elements(random, spec, sampler.takesAnyMagnitude()));
    }
    List<byte[]> expected = reference.run(inputs);
    float tolerance = sampler.tolerance();
    assertEqual(what, request, expected, new GuardedKernel(request, tested).run(inputs), tolerance);
    for (InputOverlap overlap : tested.overlaps()) {
      TensorSpec input = request.input(overlap.input());
      if (input != null && !input.isConstant()) {
        for (int distance : distances(overlap, input, request.output(0), random)) {
          assertEqual(
              what + ", output over input " + overlap.input() + " at distance " + distance,
              request,
              expected,
              new GuardedKernel(request, tested, overlap.input(), distance).run(inputs),
              tolerance);
        }
      }
    }
  }

  /** Returns the closest distances that the kernel allows, and some others. */
  private static Set<Integer> distances(
      InputOverlap overlap, TensorSpec input, TensorSpec output, RandomGenerator random) {
    // Beyond these they lie apart.
    int min = (int) Math.max(overlap.minDistance(), -input.byteSize());
    int max = (int) Math.min(overlap.maxDistance(), output.byteSize());
    if (min > max) {
      return Set.of();
    }
    return new TreeSet<>(
        List.of(min, Math.min(min + 1, max), max, random.nextInt(min, Math.max(max, min + 1))));
  }

  private static void assertEqual(
      String what,
      KernelRequest request,
      List<byte[]> expected,
      List<byte[]> got,
      float tolerance) {
    for (int output = 0; output < expected.size(); output++) {
      TensorSpec spec = request.output(output);
      String difference =
          Elements.difference(spec.type(), expected.get(output), got.get(output), tolerance);
      if (difference != null) {
        fail(what + ": output " + output + " " + spec.shape() + ", " + difference);
      }
    }
  }
}
