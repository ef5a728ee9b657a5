/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import org.tflm4j.api.spi.Availability;

/**
 * The target of this process, made once: the best tier of the processor, or the one that the system
 * property {@value #PROPERTY} names.
 *
 * @param availability whether there is one, and why not
 * @param target null if there is none
 */
public record TargetSelection(Availability availability, Target target) {
  /** Names a tier to use instead of the best one. */
  public static final String PROPERTY = "tflm4j.jit.tier";

  private static final class Holder {
    static final TargetSelection INSTANCE = select();
  }

  /** Returns the selection; the first call asks the processor, which needs native access. */
  public static TargetSelection instance() {
    return Holder.INSTANCE;
  }

  private static TargetSelection select() {
    CpuFeatures cpu;
    try {
      cpu = CpuFeatures.detect();
    } catch (IllegalStateException refused) {
      return unavailable(
          "the operating system refuses executable pages (" + refused.getMessage() + ")",
          "permit them (SELinux: execmem), or leave tflm4j-jit-kernels out");
    }
    return select(cpu, System.getProperty(PROPERTY));
  }

  /** Selects a target; {@code forced} is the name of a tier, or null for the best. */
  static TargetSelection select(CpuFeatures cpu, String forced) {
    if (forced != null) {
      Tier tier = Tier.of(forced);
      if (tier == null) {
        return unavailable(
            PROPERTY + "=" + forced + " names no tier", "use one of " + Tier.names());
      }
      Target target = Target.of(tier, cpu);
      return target == null
          ? unavailable(
              "this processor lacks the tier " + forced + " that " + PROPERTY + " asks for",
              "name a lower one of " + Tier.names() + ", or none")
          : new TargetSelection(Availability.AVAILABLE, target);
    }
    for (Tier tier : Tier.values()) {
      Target target = Target.of(tier, cpu);
      if (target != null) {
        return new TargetSelection(Availability.AVAILABLE, target);
      }
    }
    return unavailable(
        "this processor has no AVX2 and FMA", "leave tflm4j-jit-kernels out, other providers run");
  }

  private static TargetSelection unavailable(String cause, String remedy) {
    return new TargetSelection(Availability.unavailable(cause, remedy), null);
  }
}
