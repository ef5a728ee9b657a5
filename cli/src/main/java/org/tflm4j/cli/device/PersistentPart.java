/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.device;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The persistent part of an arena, filled as TFLM's {@code SingleArenaBufferAllocator} does: from
 * the end downwards, every buffer at a multiple of its alignment.
 */
final class PersistentPart {
  private final DeviceProfile profile;
  private final Map<AllocationKind, Allocation> allocations = new EnumMap<>(AllocationKind.class);
  private long used;

  PersistentPart(DeviceProfile profile) {
    this.profile = profile;
  }

  /** Allocates {@code count} structs in one buffer. */
  void structs(AllocationKind kind, StructLayout layout, int count) {
    buffer(kind, (long) count * layout.size(profile), layout.alignment(profile), count);
  }

  /** Allocates a buffer at a multiple of {@code alignment}, which counts as {@code count} ones. */
  void buffer(AllocationKind kind, long bytes, int alignment, int count) {
    long before = used;
    used = Math.ceilDiv(used + bytes, alignment) * alignment;
    allocations.merge(kind, new Allocation(kind, count, bytes, used - before), Allocation::plus);
  }

  /** Returns the bytes used so far. */
  long used() {
    return used;
  }

  /** Returns what was allocated, by kind. */
  List<Allocation> allocations() {
    return new ArrayList<>(allocations.values());
  }
}
