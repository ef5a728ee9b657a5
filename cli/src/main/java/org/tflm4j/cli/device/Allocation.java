/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.device;

/**
 * The allocations of one kind.
 *
 * @param kind what they are
 * @param count how many
 * @param requestedBytes what was asked for
 * @param usedBytes what they take, with alignment
 */
public record Allocation(AllocationKind kind, int count, long requestedBytes, long usedBytes) {
  /** Returns both together. */
  Allocation plus(Allocation other) {
    return new Allocation(
        kind,
        count + other.count,
        requestedBytes + other.requestedBytes,
        usedBytes + other.usedBytes);
  }
}
