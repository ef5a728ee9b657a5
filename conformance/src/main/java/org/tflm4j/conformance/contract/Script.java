/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.conformance.sampler.Samples;

/**
 * What a kernel goes through.
 *
 * @param state first values of the variables
 * @param invocations values of the inputs, for one invocation after the other
 * @param replays true if the first invocation comes once more at the end, after a reset
 */
record Script(
    Map<TensorSpec, byte[]> state, List<Map<TensorSpec, byte[]>> invocations, boolean replays) {
  /** Enough for a state that is cut or shifted to show. */
  private static final int WITH_STATE = 3;

  /** Enough for something that must not be kept to show. */
  private static final int WITHOUT_STATE = 2;

  /**
   * Draws a script.
   *
   * @param keepsState true if the kernel's results depend on earlier invocations
   * @param anyMagnitude whether real values may be of any magnitude
   */
  static Script draw(
      Operands operands, boolean keepsState, boolean anyMagnitude, RandomGenerator random) {
    Map<TensorSpec, byte[]> state = draw(operands.variables(), anyMagnitude, random);
    List<Map<TensorSpec, byte[]>> invocations = new ArrayList<>();
    for (int i = 0; i < (keepsState ? WITH_STATE : WITHOUT_STATE); i++) {
      invocations.add(draw(operands.given(), anyMagnitude, random));
    }
    return new Script(state, invocations, keepsState);
  }

  private static Map<TensorSpec, byte[]> draw(
      List<TensorSpec> tensors, boolean anyMagnitude, RandomGenerator random) {
    Map<TensorSpec, byte[]> values = new HashMap<>();
    for (TensorSpec tensor : tensors) {
      values.put(tensor, Samples.elements(random, tensor, anyMagnitude));
    }
    return values;
  }

  /** Returns the first invocation alone. */
  Script first() {
    return new Script(state, invocations.subList(0, 1), false);
  }

  /** Returns the results of each invocation. */
  List<Map<TensorSpec, byte[]>> play(Contestant kernel) {
    List<Map<TensorSpec, byte[]>> results = new ArrayList<>();
    kernel.reset(state);
    for (Map<TensorSpec, byte[]> inputs : invocations) {
      results.add(kernel.run(inputs));
    }
    if (replays) {
      kernel.reset(state);
      results.add(kernel.run(invocations.getFirst()));
    }
    return results;
  }
}
