/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import java.util.List;
import java.util.Locale;
import org.tflm4j.cli.device.DeviceArena;

/**
 * The arena that TFLM with its reference kernels takes on a device, estimated by the rule of {@link
 * DeviceArena}.
 *
 * @param profile the device
 * @param pointerBytes width of its pointers
 * @param requiredBytes the smallest arena in which TFLM can allocate the model
 * @param arenaBytes what of it is in use then
 * @param nonPersistentBytes planned tensors and scratch
 * @param persistentBytes the rest
 * @param allocations the persistent part by kind
 */
public record DeviceEstimate(
    String profile,
    int pointerBytes,
    long requiredBytes,
    long arenaBytes,
    long nonPersistentBytes,
    long persistentBytes,
    List<ArenaAnalysis.KindTotal> allocations) {
  /** Makes the record of an estimate. */
  static DeviceEstimate of(DeviceArena arena) {
    return new DeviceEstimate(
        arena.profile().name(),
        arena.profile().pointerBytes(),
        arena.requiredBytes(),
        arena.arenaBytes(),
        arena.nonPersistentBytes(),
        arena.persistentBytes(),
        arena.allocations().stream()
            .map(allocation ->
                new ArenaAnalysis.KindTotal(
                    allocation.kind().name().toLowerCase(Locale.ROOT),
                    allocation.count(),
                    allocation.requestedBytes(),
                    allocation.usedBytes()))
            .toList());
  }
}
