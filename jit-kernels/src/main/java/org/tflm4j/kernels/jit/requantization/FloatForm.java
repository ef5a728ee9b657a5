/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

/**
 * A proven float formula, see {@link SidedRounding} for the instructions.
 *
 * @param scale about {@code multiplier * 2^(shift - 31)}
 * @param addend what the fused multiply-add adds
 * @param rounding which instructions
 * @param repairedAccumulator the one accumulator that the formula gets wrong; {@link #NO_REPAIR}
 *     where there is none
 * @param repairStep added to that accumulator beforehand, 1 or -1, after which the result is right;
 *     0 where there is nothing to repair
 */
public record FloatForm(
    float scale, float addend, SidedRounding rounding, int repairedAccumulator, int repairStep)
    implements Requantization {
  /** Stands for no accumulator. Compares equal to one at most in vain: the step is 0. */
  public static final int NO_REPAIR = Integer.MIN_VALUE;

  /** Returns true if one accumulator has to be repaired. */
  public boolean repairs() {
    return repairStep != 0;
  }
}
