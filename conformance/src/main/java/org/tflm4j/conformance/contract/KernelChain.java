/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tflm4j.api.tensor.TensorSpec;

/**
 * Kernels of one operator each, one after the other: what a fused kernel is held against.
 *
 * @param kernels in the order of execution
 */
record KernelChain(List<GuardedKernel> kernels) implements Contestant {
  @Override
  public void reset(Map<TensorSpec, byte[]> variables) {
    kernels.forEach(kernel -> kernel.reset(variables));
  }

  @Override
  public Map<TensorSpec, byte[]> run(Map<TensorSpec, byte[]> values) {
    Map<TensorSpec, byte[]> known = new HashMap<>(values);
    kernels.forEach(kernel -> known.putAll(kernel.run(known)));
    return known;
  }

  @Override
  public boolean keepsState() {
    return kernels.stream().anyMatch(GuardedKernel::keepsState);
  }
}
