/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.spi.KernelRequest;

/**
 * What the kernels of one model may take outside the arena, so that a small file, whose operators
 * may all share one constant, does not fill the heap with packed copies of it.
 */
final class KernelBudget {
  private static final long BASE_BYTES = 64L << 20;
  private static final int BYTES_PER_BYTE = 16;

  private final long heldLimit;
  private final AtomicLong held = new AtomicLong();

  /**
   * Creates the budget of a model.
   *
   * @param modelBytes size of the file; packed weights take a few times their size in it
   */
  KernelBudget(long modelBytes) {
    this.heldLimit = BASE_BYTES + BYTES_PER_BYTE * modelBytes;
  }

  /**
   * Takes a kernel's memory off the budget.
   *
   * @return null, or why the kernel can not be used
   */
  String refusal(KernelRequest request, KernelMemory memory) {
    String problem = problem(memory);
    if (problem != null) {
      return "it failed: its kernel " + problem;
    }
    long workspace = (long) Float.BYTES * memory.workspaceFloats();
    long workspaceLimit = BASE_BYTES + BYTES_PER_BYTE * tensorBytes(request);
    if (workspace > workspaceLimit) {
      return "its work space of " + workspace + " bytes is more than " + workspaceLimit;
    }
    if (held.addAndGet(memory.heldBytes()) > heldLimit) {
      held.addAndGet(-memory.heldBytes());
      return "it would hold "
          + memory.heldBytes()
          + " bytes, and the kernels of this model may hold "
          + heldLimit
          + " altogether";
    }
    return null;
  }

  /** Returns what is wrong with what a kernel asks for, null if nothing is. */
  static String problem(KernelMemory memory) {
    if (memory == null) {
      return "asks for memory that is null";
    }
    if (memory.workspaceFloats() < 0 || memory.heldBytes() < 0) {
      return "asks for less than no memory";
    }
    for (List<Integer> sizes : List.of(memory.scratchBytes(), memory.persistentBytes())) {
      for (int bytes : sizes) {
        if (bytes < 0) {
          return "asks for a buffer of " + bytes + " bytes";
        }
      }
    }
    return null;
  }

  private static long tensorBytes(KernelRequest request) {
    return Stream.concat(request.inputs().stream(), request.outputs().stream())
        .mapToLong(tensor -> tensor == null ? 0 : tensor.byteSize())
        .sum();
  }
}
