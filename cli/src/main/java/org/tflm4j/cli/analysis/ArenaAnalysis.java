/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import java.util.List;

/**
 * The arena that a model takes here.
 *
 * @param smallestBytes the smallest arena with which the model runs, found by trial
 * @param trials how often the search created an interpreter
 * @param smallestCheck the result of a run at that size, in a sentence
 * @param nonPersistentBytes planned tensors and scratch
 * @param persistentBytes what lives as long as the interpreter
 * @param scratchBytes all scratch buffers together, as if each had a place of its own
 * @param alignmentBytes bytes that all buffers lose to their alignment, as if each had a place of
 *     its own
 * @param unusedAtPeakBytes planned bytes that hold nothing while the peak operator runs
 * @param workspaceBytes work space outside the arena that the kernels share
 * @param kernelBytes what kernels hold outside the arena: packed weights, tables
 * @param peak when most of the planned part is in use, null where nothing is planned
 * @param allocations the buffers by kind
 * @param planners the size of the planned part under each memory planner
 * @param planner the planner whose plan this is
 * @param times number of points of time, which count from 0
 * @param buffers every buffer with its place
 */
public record ArenaAnalysis(
    long smallestBytes,
    int trials,
    String smallestCheck,
    long nonPersistentBytes,
    long persistentBytes,
    long scratchBytes,
    long alignmentBytes,
    long unusedAtPeakBytes,
    long workspaceBytes,
    long kernelBytes,
    Peak peak,
    List<KindTotal> allocations,
    List<PlannerResult> planners,
    String planner,
    int times,
    List<Buffer> buffers) {

  /** Returns the bytes of arena that the layout takes. */
  public long arenaBytes() {
    return nonPersistentBytes + persistentBytes;
  }

  /**
   * The point of time when most of the planned part is in use.
   *
   * @param subgraph subgraph of the operator that runs then
   * @param operator its index, -1 while the model waits for its inputs
   * @param name its name
   * @param time the point of time
   * @param liveBytes bytes in use
   */
  public record Peak(int subgraph, int operator, String name, int time, long liveBytes) {
    /** Returns for example {@code operator 3 CONV_2D}, or {@code the inputs}. */
    public String label() {
      if (operator < 0) {
        return "the inputs";
      }
      return "operator " + (subgraph == 0 ? "" : subgraph + ":") + operator + " " + name;
    }
  }

  /**
   * Buffers of a kind, as TFLM's {@code RecordingMicroAllocator} counts them.
   *
   * @param kind what they are
   * @param count how many
   * @param requestedBytes what was asked for
   * @param usedBytes with alignment
   */
  public record KindTotal(String kind, int count, long requestedBytes, long usedBytes) {}

  /**
   * The size of the planned part under a memory planner.
   *
   * @param planner its name
   * @param nonPersistentBytes bytes of its plan
   */
  public record PlannerResult(String planner, long nonPersistentBytes) {}

  /**
   * A buffer in the arena.
   *
   * @param kind what it is
   * @param subgraph index of the subgraph, -1 for a resource variable
   * @param index index of the tensor, of the operator, or of the resource variable
   * @param label what it is called
   * @param type element type, empty where it is no tensor
   * @param shape shape, null where it is no tensor
   * @param offset where it begins
   * @param bytes what it takes
   * @param requestedBytes what was asked for
   * @param firstTime the point of time of its first use
   * @param lastTime the point of time of its last use
   */
  public record Buffer(
      String kind,
      int subgraph,
      int index,
      String label,
      String type,
      int[] shape,
      int offset,
      int bytes,
      long requestedBytes,
      int firstTime,
      int lastTime) {}
}
