/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.selection;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.spi.Follower;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;

/**
 * What the kernels of one model may take outside the arena, so that a small file, whose operators
 * may all share one constant, does not fill the heap with packed copies of it.
 */
final class KernelBudget {
  private static final long BASE_BYTES = 64L << 20;
  private static final int BYTES_PER_BYTE = 16;

  private final long heldLimit;
  private final AtomicLong held = new AtomicLong();

  /** A kernel would hold more than the budget has left. */
  static final class ExceededException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private ExceededException(String message) {
      super(message);
    }
  }

  /**
   * Creates the budget of a model.
   *
   * @param modelBytes size of the file; packed weights take a few times their size in it
   */
  KernelBudget(long modelBytes) {
    this.heldLimit = BASE_BYTES + BYTES_PER_BYTE * modelBytes;
  }

  /**
   * Takes bytes off the budget.
   *
   * @throws ExceededException if there are not so many left; then none are taken
   */
  void take(long bytes) {
    // Added up in two steps, since no sum of a hostile size may wrap round.
    if (bytes > heldLimit || held.addAndGet(bytes) > heldLimit) {
      if (bytes <= heldLimit) {
        held.addAndGet(-bytes);
      }
      throw new ExceededException(
          "it would hold "
              + bytes
              + " bytes, and the kernels of this model may hold "
              + heldLimit
              + " altogether");
    }
  }

  /** Gives bytes back that were taken. */
  void give(long bytes) {
    held.addAndGet(-bytes);
  }

  /**
   * Takes what a kernel itself holds off the budget.
   *
   * @param operators how many operators of the request the kernel computes
   * @return null, or why the kernel cannot be used
   * @throws ExceededException if it holds too much
   */
  String refusal(KernelRequest request, int operators, KernelMemory memory) {
    String problem = problem(memory);
    if (problem != null) {
      return "it failed: its kernel " + problem;
    }
    long limit = BASE_BYTES + BYTES_PER_BYTE * tensorBytes(request, operators);
    long workspace = (long) Float.BYTES * memory.workspaceFloats();
    if (workspace > limit || memory.nativeWorkspaceBytes() > limit - workspace) {
      return "its work space of "
          + (workspace + memory.nativeWorkspaceBytes())
          + " bytes is more than "
          + limit;
    }
    if (memory.nativeStateBytes() > limit) {
      return "its state of " + memory.nativeStateBytes() + " bytes is more than " + limit;
    }
    take(memory.heldBytes());
    return null;
  }

  /** Returns what is wrong with what a kernel asks for, null if nothing is. */
  static String problem(KernelMemory memory) {
    if (memory == null) {
      return "asks for memory that is null";
    }
    if (memory.workspaceFloats() < 0
        || memory.nativeWorkspaceBytes() < 0
        || memory.nativeStateBytes() < 0
        || memory.heldBytes() < 0) {
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

  private static long tensorBytes(KernelRequest request, int operators) {
    long bytes = tensorBytes(request.inputs(), request.outputs());
    for (Follower follower : request.followers().subList(0, operators - 1)) {
      bytes += tensorBytes(follower.inputs(), follower.outputs());
    }
    return bytes;
  }

  private static long tensorBytes(List<TensorSpec> inputs, List<TensorSpec> outputs) {
    return Stream.concat(inputs.stream(), outputs.stream())
        .mapToLong(tensor -> tensor == null ? 0 : tensor.byteSize())
        .sum();
  }
}
