/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.conformance.sampler.arithmetic.ArithmeticSamplers;
import org.tflm4j.conformance.sampler.convolution.ConvolutionSamplers;
import org.tflm4j.conformance.sampler.dense.DenseSamplers;
import org.tflm4j.conformance.sampler.elementwise.ElementwiseSamplers;
import org.tflm4j.conformance.sampler.layout.LayoutSamplers;
import org.tflm4j.conformance.sampler.recurrent.RecurrentSamplers;
import org.tflm4j.conformance.sampler.reduction.ReductionSamplers;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.graph.ScheduledKernel;

/**
 * Holds a provider's kernels for drawn operators against those of the reference provider.
 *
 * @param provider the provider under test
 * @param reference the reference provider
 */
record ProviderContract(KernelProvider provider, KernelProvider reference) {
  /** Operators drawn from each sampler. */
  static final int DRAWS = 150;

  /** Returns the samplers of all families. */
  static List<OperatorSampler> samplers() {
    return Stream.of(
            ConvolutionSamplers.all(),
            DenseSamplers.all(),
            ElementwiseSamplers.all(),
            ArithmeticSamplers.all(),
            ReductionSamplers.all(),
            LayoutSamplers.all(),
            RecurrentSamplers.all())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Compares the kernels for all draws of a sampler.
   *
   * @return how many of them the provider has accepted
   * @throws AssertionError if a kernel breaks the contract
   */
  int check(OperatorSampler sampler) {
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
            Operands.of(request),
            kernel,
            operator.kernel(),
            sampler,
            new SplittableRandom(~seed));
      }
    }
    return accepted;
  }

  private static void compare(
      String what,
      Operands operands,
      Kernel tested,
      Kernel reference,
      OperatorSampler sampler,
      RandomGenerator random) {
    GuardedKernel expecting = new GuardedKernel(what, operands, reference);
    GuardedKernel apart = new GuardedKernel(what, operands, tested);
    boolean keepsState = expecting.keepsState() || apart.keepsState();
    Script script = Script.draw(operands, keepsState, sampler.takesAnyMagnitude(), random);
    List<Map<TensorSpec, byte[]>> expected = script.play(expecting);
    float tolerance = sampler.tolerance();
    requireEqual(what, operands, expected, script.play(apart), tolerance);
    for (InputOverlap overlap : tested.overlaps()) {
      TensorSpec input = operands.inputs().get(overlap.input());
      if (input != null && !input.isConstant() && !input.isVariable()) {
        for (int distance : distances(overlap, input, operands.outputs().getFirst(), random)) {
          String where =
              what + ", output over input " + overlap.input() + " at distance " + distance;
          GuardedKernel over =
              new GuardedKernel(where, operands, tested, overlap.input(), distance);
          requireEqual(where, operands, expected, script.first().play(over), tolerance);
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

  /** Compares as many invocations as there are in {@code got}. */
  private static void requireEqual(
      String what,
      Operands operands,
      List<Map<TensorSpec, byte[]>> expected,
      List<Map<TensorSpec, byte[]>> got,
      float tolerance) {
    for (int invocation = 0; invocation < got.size(); invocation++) {
      for (TensorSpec spec : operands.results()) {
        String difference =
            Elements.difference(
                spec.type(),
                expected.get(invocation).get(spec),
                got.get(invocation).get(spec),
                tolerance);
        if (difference != null) {
          fail(what + ": invocation " + invocation + ", " + spec + ", " + difference);
        }
      }
    }
  }
}
