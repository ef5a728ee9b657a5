/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.memory;

import java.util.List;

/**
 * Where each buffer lies.
 *
 * @param buffers what was asked for
 * @param offsets where it lies, in the same order
 * @param size the end of the highest buffer
 */
public record MemoryPlan(List<BufferRequest> buffers, List<Integer> offsets, long size) {
  public MemoryPlan {
    buffers = List.copyOf(buffers);
    offsets = List.copyOf(offsets);
  }

  /** Returns the plan with the given offsets. */
  static MemoryPlan of(List<BufferRequest> buffers, int[] offsets) {
    long size = 0;
    for (int i = 0; i < offsets.length; i++) {
      size = Math.max(size, (long) offsets[i] + buffers.get(i).bytes());
    }
    return new MemoryPlan(buffers, java.util.Arrays.stream(offsets).boxed().toList(), size);
  }
}
