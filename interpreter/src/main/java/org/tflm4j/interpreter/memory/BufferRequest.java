/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.memory;

/**
 * A buffer that needs a place in the non-persistent part of the arena.
 *
 * @param bytes its size, a multiple of {@link MemoryPlanner#ALIGNMENT}
 * @param firstUsed the point of time of its first use; times count the operators as they run
 * @param lastUsed the point of time of its last use
 * @param offlineOffset the offset that the model demands, {@link #ONLINE} where the planner is free
 * @param label what it is, for reports
 */
public record BufferRequest(
    int bytes, int firstUsed, int lastUsed, int offlineOffset, String label) {
  /** The offset of a buffer that the planner places. */
  public static final int ONLINE = -1;

  /** Returns true if both buffers are in use at some point of time. */
  public boolean overlapsInTime(BufferRequest other) {
    return firstUsed <= other.lastUsed && other.firstUsed <= lastUsed;
  }
}
