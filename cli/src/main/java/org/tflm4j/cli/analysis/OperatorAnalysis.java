/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import java.util.List;

/**
 * An operator and what it costs.
 *
 * @param subgraph index of its subgraph
 * @param index its index there, the place in the order of execution
 * @param name its name, for example {@code CONV_2D}
 * @param version its version in the file
 * @param inputs tensor indices, -1 for an absent input
 * @param outputs tensor indices
 * @param outputType element type of the first output, empty where there is none
 * @param outputShape shape of the first output
 * @param parameters elements of its weights and biases: constants that it computes with, not those
 *     that only control it (shapes, axes, paddings)
 * @param multiplyAdds products that it sums up in an invocation, see {@link MultiplyAdds}
 * @param elementwiseMultiplies products that it does not sum up
 * @param weightBytes bytes of all its constants
 * @param firstTime the point of time when it starts, -1 if it never runs
 * @param lastTime the point of time when it ends, after the subgraphs that it runs
 * @param liveBytes bytes of the arena's planned part in use while it runs
 * @param scratchBytes its scratch, part of the live bytes
 * @param stateBytes what it keeps in the arena's persistent part
 * @param heldBytes what its kernel holds outside the arena
 * @param workspaceBytes work space outside the arena that it uses while it runs
 * @param provider the provider that runs it
 * @param declined why the providers asked before it declined
 * @param timeUs time in an invocation in microseconds, without subgraphs that it runs; null where
 *     it was not timed
 */
public record OperatorAnalysis(
    int subgraph,
    int index,
    String name,
    int version,
    int[] inputs,
    int[] outputs,
    String outputType,
    int[] outputShape,
    long parameters,
    long multiplyAdds,
    long elementwiseMultiplies,
    long weightBytes,
    int firstTime,
    int lastTime,
    long liveBytes,
    long scratchBytes,
    long stateBytes,
    long heldBytes,
    long workspaceBytes,
    String provider,
    List<String> declined,
    Double timeUs) {
  /** Returns for example {@code 3}, or {@code 1:3} for operator 3 of subgraph 1. */
  public String place() {
    return subgraph == 0 ? "" + index : subgraph + ":" + index;
  }
}
