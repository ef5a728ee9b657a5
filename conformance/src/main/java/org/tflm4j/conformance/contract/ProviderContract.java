/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.spi.Follower;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.conformance.sampler.ChainSampler;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.conformance.sampler.arithmetic.ArithmeticSamplers;
import org.tflm4j.conformance.sampler.convolution.ConvolutionSamplers;
import org.tflm4j.conformance.sampler.dense.DenseSamplers;
import org.tflm4j.conformance.sampler.elementwise.ElementwiseSamplers;
import org.tflm4j.conformance.sampler.layout.LayoutSamplers;
import org.tflm4j.conformance.sampler.recurrent.RecurrentSamplers;
import org.tflm4j.conformance.sampler.reduction.ReductionSamplers;
import org.tflm4j.interpreter.Model;

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
            RecurrentSamplers.all(),
            ChainSampler.all())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Compares the kernels for all draws of a sampler.
   *
   * @return for how many drawn models the provider has accepted the first operator
   * @throws AssertionError if a kernel breaks the contract
   */
  int check(OperatorSampler sampler) {
    int accepted = 0;
    for (int seed = 0; seed < DRAWS; seed++) {
      accepted += check(sampler, seed) ? 1 : 0;
    }
    return accepted;
  }

  /**
   * Compares the kernels for one drawn model: those for each of its operators by itself, and those
   * for an operator with all that are behind it.
   *
   * @return true if the provider has accepted the first operator
   * @throws AssertionError if a kernel breaks the contract
   */
  boolean check(OperatorSampler sampler, long seed) {
    boolean accepted = false;
    Drawn drawn = Drawn.of(Model.of(sampler.draw(new SplittableRandom(seed))), reference);
    for (int first = 0; first < drawn.operators().size(); first++) {
      String what = sampler.name() + ", seed " + seed + ", operator " + first;
      boolean taken = compare(what, drawn.from(first), sampler, seed);
      accepted |= taken && first == 0;
      if (first + 1 < drawn.operators().size()) {
        compare(what + " alone", drawn.only(first), sampler, seed);
      }
    }
    return accepted;
  }

  /** Returns false if the provider declines. */
  private boolean compare(String where, Drawn drawn, OperatorSampler sampler, long seed) {
    KernelRequest request = KernelRequest.of(drawn.operators(), drawn.needed(), Arena.ofAuto());
    if (!(provider.kernelFor(request) instanceof KernelAnswer.Accepted answer)) {
      return false;
    }
    int count = answer.operators();
    String what = where + " and the " + (count - 1) + " behind it, " + request.op();
    assertTrue(count >= 1 && count <= drawn.operators().size(), what);
    for (TensorSpec spec : answer.unwritten()) {
      assertTrue(request.mayVanish(spec, count), what + ": " + spec + " must be written");
    }
    RandomGenerator random = new SplittableRandom(~seed);
    List<Follower> run = drawn.operators().subList(0, count);
    Operands operands = Operands.fused(run, answer.unwritten());
    KernelChain expecting = drawn.chain(what, count);
    GuardedKernel apart = new GuardedKernel(what, operands, answer.kernel());
    boolean keepsState = expecting.keepsState() || apart.keepsState();
    Script script = Script.draw(operands, keepsState, sampler.takesAnyMagnitude(), random);
    List<Map<TensorSpec, byte[]>> expected = script.play(expecting);
    float tolerance = sampler.tolerance();
    requireEqual(what, operands, expected, script.play(apart), tolerance);
    for (InputOverlap overlap : answer.kernel().overlaps()) {
      TensorSpec input = operands.inputs().get(overlap.input());
      TensorSpec output = operands.outputs().get(overlap.output());
      if (output != null
          && operands.given().contains(input)
          && !isReadBehind(overlap.output(), run, answer.steps(), input)) {
        for (int distance : distances(overlap, input, output, random)) {
          String over = what + ", output " + overlap.output() + " over input " + overlap.input();
          over += " at distance " + distance;
          GuardedKernel together =
              new GuardedKernel(over, operands, answer.kernel(), overlap, distance);
          requireEqual(over, operands, expected, script.first().play(together), tolerance);
        }
      }
    }
    return true;
  }

  /**
   * Returns true if a step behind the one that writes an output reads an input, too: the memory
   * plan then keeps them apart.
   *
   * @param output index among the outputs of all operators
   */
  private static boolean isReadBehind(
      int output, List<Follower> run, List<Integer> steps, TensorSpec input) {
    int outputs = 0;
    int operator = 0;
    for (int operators : steps) {
      boolean isBehind = outputs > output;
      for (int end = operator + operators; operator < end; operator++) {
        if (isBehind && run.get(operator).inputs().contains(input)) {
          return true;
        }
        outputs += run.get(operator).outputs().size();
      }
    }
    return false;
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
