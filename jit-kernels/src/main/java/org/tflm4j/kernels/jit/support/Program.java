/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;

/**
 * How one operator is computed.
 *
 * @param steps in the order of execution
 * @param workspaceBytes what the steps use outside the arena while they run
 * @param persistentBytes sizes of buffers in the arena that outlive the invocation
 * @param overlaps inputs over which an output may lie
 */
public record Program(
    List<Step> steps,
    long workspaceBytes,
    List<Integer> persistentBytes,
    List<InputOverlap> overlaps)
    implements Offer {
  /** Copies the lists. */
  public Program {
    steps = List.copyOf(steps);
    persistentBytes = List.copyOf(persistentBytes);
    overlaps = List.copyOf(overlaps);
  }

  /** Returns a program without persistent buffers and overlaps. */
  public static Program of(List<Step> steps, long workspaceBytes) {
    return new Program(steps, workspaceBytes, List.of(), List.of());
  }
}
