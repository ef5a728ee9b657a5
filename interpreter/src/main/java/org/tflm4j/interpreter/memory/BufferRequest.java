/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.memory;

import java.util.List;

/**
 * A buffer that needs a place in the non-persistent part of the arena.
 *
 * @param bytes its size, a multiple of {@link MemoryPlanner#ALIGNMENT}
 * @param firstUsed the point of time of its first use; times count the operators as they run
 * @param lastUsed the point of time of its last use
 * @param offlineOffset the offset that the model demands, {@link #ONLINE} where the planner is free
 * @param label what it is, for reports
 * @param overlaps buffers that this one may lie over, although both are in use at one point of time
 */
public record BufferRequest(
    int bytes,
    int firstUsed,
    int lastUsed,
    int offlineOffset,
    String label,
    List<Overlap> overlaps) {
  /** The offset of a buffer that the planner places. */
  public static final int ONLINE = -1;

  /**
   * A buffer over which another one may lie: the output of an operator over its input.
   *
   * @param buffer index of that buffer in the list of requests
   * @param minDistance the least offset of that buffer from the start of this one, in bytes
   * @param maxDistance the greatest offset of that buffer from the start of this one, in bytes
   */
  public record Overlap(int buffer, int minDistance, int maxDistance) {}

  /** Copies the list. */
  public BufferRequest {
    overlaps = List.copyOf(overlaps);
  }

  /** Creates a request for a buffer that lies over no other. */
  public BufferRequest(int bytes, int firstUsed, int lastUsed, int offlineOffset, String label) {
    this(bytes, firstUsed, lastUsed, offlineOffset, label, List.of());
  }

  /** Returns this request with buffers that it may lie over. */
  public BufferRequest over(List<Overlap> buffers) {
    return new BufferRequest(bytes, firstUsed, lastUsed, offlineOffset, label, buffers);
  }

  /** Returns true if the planner is free to choose the place. */
  public boolean isOnline() {
    return offlineOffset == ONLINE;
  }

  /** Returns true if both buffers are in use at some point of time. */
  public boolean overlapsInTime(BufferRequest other) {
    return firstUsed <= other.lastUsed && other.firstUsed <= lastUsed;
  }
}
