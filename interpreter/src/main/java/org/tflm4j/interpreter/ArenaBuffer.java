/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

/**
 * What lies at one place of an interpreter's arena, see {@link Interpreter#arenaBuffers}.
 *
 * @param kind what it is
 * @param subgraph index of the subgraph; -1 for a resource variable, which belongs to all
 * @param index index of the tensor in its subgraph, of the operator that asked for the buffer, or
 *     of the resource variable
 * @param part which of its operator's scratch or persistent buffers; 0 for anything else
 * @param offset where it begins in the arena
 * @param bytes what it takes in the arena, a multiple of {@link
 *     org.tflm4j.interpreter.memory.MemoryPlanner#ALIGNMENT}
 * @param requestedBytes what was asked for; the rest is alignment
 * @param firstUsed the point of time of its first use, see {@link
 *     org.tflm4j.interpreter.memory.Lifetimes}; 0 for what lives as long as the interpreter
 * @param lastUsed the point of time of its last use; {@link Integer#MAX_VALUE} for what lives as
 *     long as the interpreter
 */
public record ArenaBuffer(
    Kind kind,
    int subgraph,
    int index,
    int part,
    int offset,
    int bytes,
    long requestedBytes,
    int firstUsed,
    int lastUsed) {

  /** What a buffer is. */
  public enum Kind {
    /** A tensor between operators, in the planned part. */
    TENSOR,
    /** Scratch of an operator, in the planned part. */
    SCRATCH,
    /** A variable tensor or the handle of a resource variable, in the persistent part. */
    VARIABLE,
    /** A buffer that an operator keeps, in the persistent part. */
    OPERATOR_STATE,
    /** The values of a resource variable, in the persistent part. */
    RESOURCE_VARIABLE;

    /** Returns true for what the memory planner places and others may follow at the same place. */
    public boolean isPlanned() {
      return this == TENSOR || this == SCRATCH;
    }
  }
}
