/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.quantization.ChannelMultipliers;

/**
 * The requantization of all output channels of an operator: which instructions, and their tables in
 * channel order. All channels share one {@link SidedRounding}; lanes of one vector share one {@link
 * Sequence}, the greatest of their channels'. Immutable.
 */
public final class RequantizationPlan {
  /**
   * What is emitted for a vector of channels, in ascending order: each can do the work of those
   * before it.
   */
  public enum Sequence {
    /** The instructions of the plan's {@link SidedRounding}. */
    FLOAT,

    /**
     * Before them {@code vpcmpeqd k, acc, repairedAccumulators; vpaddd acc {k}, acc, repairSteps}.
     */
    REPAIRED_FLOAT,

    /** {@link org.tflm4j.api.quantization.FixedPoint#multiply(int, int, int)} in integers. */
    INTEGER
  }

  private final SidedRounding rounding;
  private final int outputZeroPoint;
  private final int min;
  private final int max;
  private final Sequence[] sequences;
  private final float[] scales;
  private final float[] addends;
  private final int[] repairedAccumulators;
  private final int[] repairSteps;
  private final int[] multipliers;
  private final int[] shifts;

  private RequantizationPlan(
      SidedRounding rounding,
      int outputZeroPoint,
      int min,
      int max,
      int[] multipliers,
      int[] shifts) {
    this.rounding = rounding;
    this.outputZeroPoint = outputZeroPoint;
    this.min = min;
    this.max = max;
    this.multipliers = multipliers;
    this.shifts = shifts;
    this.sequences = new Sequence[multipliers.length];
    this.scales = new float[multipliers.length];
    this.addends = new float[multipliers.length];
    this.repairedAccumulators = new int[multipliers.length];
    this.repairSteps = new int[multipliers.length];
  }

  /**
   * Returns the plan of an operator.
   *
   * @param multipliers one per output channel
   * @param outputZeroPoint added after the multiplication
   * @param activation its quantized range is what outputs are clamped to
   * @param ranges what accumulators, bias included, can be
   */
  public static RequantizationPlan of(
      ChannelMultipliers multipliers,
      int outputZeroPoint,
      IntegerRange activation,
      AccumulatorRanges ranges) {
    int min = activation.min();
    int max = activation.max();
    int[] multiplier = multipliers.multipliers();
    int[] shift = multipliers.shifts();
    SidedRounding rounding = SidedRounding.ONE_SIDED;
    boolean oneSide = min >= outputZeroPoint || max <= outputZeroPoint;
    for (int c = 0; c < multiplier.length && !oneSide; c++) {
      if (!SidedRounding.suffices(
          multiplier[c], shift[c], outputZeroPoint, min, max, ranges.min(c), ranges.max(c))) {
        rounding = SidedRounding.TWO_SIDED;
        break;
      }
    }
    RequantizationPlan plan =
        new RequantizationPlan(rounding, outputZeroPoint, min, max, multiplier, shift);
    plan.prove(ranges);
    return plan;
  }

  private void prove(AccumulatorRanges ranges) {
    FloatProof proof = new FloatProof(rounding, outputZeroPoint, min, max);
    for (int c = 0; c < multipliers.length; c++) {
      boolean proven = proof.prove(multipliers[c], shifts[c], ranges.min(c), ranges.max(c));
      repairedAccumulators[c] = FloatForm.NO_REPAIR;
      if (proven) {
        scales[c] = proof.scale();
        addends[c] = proof.addend();
        repairedAccumulators[c] = proof.repairedAccumulator();
        repairSteps[c] = proof.repairStep();
      }
      sequences[c] =
          !proven
              ? Sequence.INTEGER
              : repairSteps[c] != 0 ? Sequence.REPAIRED_FLOAT : Sequence.FLOAT;
    }
  }

  public int channels() {
    return multipliers.length;
  }

  public SidedRounding rounding() {
    return rounding;
  }

  public int outputZeroPoint() {
    return outputZeroPoint;
  }

  /** Least output; no instruction is needed where it is the output type's. */
  public int min() {
    return min;
  }

  /** Greatest output; no instruction is needed where it is the output type's. */
  public int max() {
    return max;
  }

  /** Returns what the channel asks for. */
  public Sequence sequence(int channel) {
    return sequences[channel];
  }

  /** Returns what serves all channels from {@code from} to {@code to}, exclusively. */
  public Sequence sequence(int from, int to) {
    Sequence most = Sequence.FLOAT;
    for (int c = from; c < to; c++) {
      most = sequences[c].compareTo(most) > 0 ? sequences[c] : most;
    }
    return most;
  }

  /** Returns what serves all channels. */
  public Sequence sequence() {
    return sequence(0, channels());
  }

  /** Scale of the float sequences; 0 where the channel asks for {@link Sequence#INTEGER}. */
  public float scale(int channel) {
    return scales[channel];
  }

  /** Addend of the float sequences; 0 where the channel asks for {@link Sequence#INTEGER}. */
  public float addend(int channel) {
    return addends[channel];
  }

  /** See {@link FloatForm#repairedAccumulator()}. */
  public int repairedAccumulator(int channel) {
    return repairedAccumulators[channel];
  }

  /** See {@link FloatForm#repairStep()}. */
  public int repairStep(int channel) {
    return repairSteps[channel];
  }

  /** Multiplier of the integer sequence. */
  public int multiplier(int channel) {
    return multipliers[channel];
  }

  /** Shift of the integer sequence: to the left where positive. */
  public int shift(int channel) {
    return shifts[channel];
  }

  /** Returns the channel's form as one value. */
  public Requantization form(int channel) {
    return sequences[channel] == Sequence.INTEGER
        ? new IntegerForm(multipliers[channel], shifts[channel])
        : new FloatForm(
            scales[channel],
            addends[channel],
            rounding,
            repairedAccumulators[channel],
            repairSteps[channel]);
  }
}
