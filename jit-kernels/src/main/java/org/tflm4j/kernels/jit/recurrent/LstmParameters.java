/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.recurrent;

import static org.tflm4j.api.op.UnidirectionalSequenceLstm.GATES;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.op.LstmNumerics.Gate;
import org.tflm4j.api.op.LstmNumerics.Quantized;
import org.tflm4j.kernels.jit.support.FixedPointCode;

/** The numbers of an LSTM that all its units share: where {@link LstmCode} finds them. */
final class LstmParameters {
  /** Table of {@link SigmoidTableCode}. */
  static final int TABLE = 0;

  /** Multipliers of the gates' sums over the input, one behind the other. */
  static final int INPUT_MULTIPLIERS = SigmoidTableCode.BYTES;

  /** Multipliers of the gates' sums over the hidden state. */
  static final int RECURRENT_MULTIPLIERS = INPUT_MULTIPLIERS + GATES * FixedPointCode.BYTES;

  static final int FORGET_MULTIPLIER = RECURRENT_MULTIPLIERS + GATES * FixedPointCode.BYTES;
  static final int ENTER_MULTIPLIER = FORGET_MULTIPLIER + FixedPointCode.BYTES;
  static final int HIDDEN_MULTIPLIER = ENTER_MULTIPLIER + FixedPointCode.BYTES;

  /** Single ints from here on. */
  static final int FLIP = HIDDEN_MULTIPLIER + FixedPointCode.BYTES;

  static final int INT16_MIN = FLIP + 4;
  static final int INT16_MAX = FLIP + 8;
  static final int CLIP_MIN = FLIP + 12;
  static final int CLIP_MAX = FLIP + 16;
  static final int HIDDEN_ZERO_POINT = FLIP + 20;

  /**
   * The cell state times this, plus the rounding, shifted to the right, is in the table's steps.
   */
  static final int TANH_MULTIPLIER = FLIP + 24;

  static final int TANH_ROUNDING = FLIP + 28;
  static final int TANH_RIGHT_SHIFT = FLIP + 32;

  /** Bytes of all. */
  static final int BYTES = FLIP + 64;

  /** Converts Q3.12 to the steps of the table. */
  private static final int GATE_MULTIPLIER = 3;

  private LstmParameters() {}

  static void write(MemorySegment to, Quantized numerics) {
    SigmoidTableCode.table(to, TABLE);
    for (int i = 0; i < GATES; i++) {
      Gate gate = numerics.gates().get(i);
      int at = i * FixedPointCode.BYTES;
      FixedPointCode.parameters(to, INPUT_MULTIPLIERS + at, gate.inputMultiplier());
      FixedPointCode.parameters(to, RECURRENT_MULTIPLIERS + at, gate.recurrentMultiplier());
    }
    FixedPointCode.parameters(to, FORGET_MULTIPLIER, numerics.forgetMultiplier());
    FixedPointCode.parameters(to, ENTER_MULTIPLIER, numerics.enterMultiplier());
    FixedPointCode.parameters(to, HIDDEN_MULTIPLIER, numerics.hiddenMultiplier());
    int shift = numerics.cellScalePower() + 12;
    int rightShift = Math.max(-shift, 0);
    set(to, FLIP, 0x80808080);
    set(to, INT16_MIN, Short.MIN_VALUE);
    set(to, INT16_MAX, Short.MAX_VALUE);
    set(to, CLIP_MIN, -numerics.cellClip());
    set(to, CLIP_MAX, numerics.cellClip());
    set(to, HIDDEN_ZERO_POINT, numerics.hiddenZeroPoint());
    set(to, TANH_MULTIPLIER, GATE_MULTIPLIER << Math.max(shift, 0));
    set(to, TANH_ROUNDING, rightShift > 0 ? 1 << (rightShift - 1) : 0);
    set(to, TANH_RIGHT_SHIFT, rightShift);
  }

  private static void set(MemorySegment to, long at, int value) {
    to.set(ValueLayout.JAVA_INT, at, value);
  }
}
