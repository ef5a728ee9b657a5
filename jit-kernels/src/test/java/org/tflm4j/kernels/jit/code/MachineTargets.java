/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The targets that this machine can run, so that tests run all of them. */
public final class MachineTargets {
  private MachineTargets() {}

  /** Returns one target for each tier, the best first. */
  public static List<Target> all() {
    CpuFeatures cpu = CpuFeatures.detect();
    return Arrays.stream(Tier.values())
        .map(tier -> Target.of(tier, cpu))
        .filter(Objects::nonNull)
        .toList();
  }
}
