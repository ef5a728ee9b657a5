/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import java.util.List;
import org.tflm4j.kernels.jit.code.MachineCode;

/**
 * One call of a piece of code, see {@link StepCode}: most operators are one, those with several
 * batches may be more.
 *
 * @param code what is called; steps of the same shape share it
 * @param state what it finds in its state
 * @param units pieces that the work can be cut into
 * @param unitNanos a rough upper bound of the time of a unit, so that no call takes too long
 * @param moves true if it only moves blocks, each from the place in one word to the place in the
 *     next word, and leaves a block alone that is in its place already
 */
public record Step(
    MachineCode code, List<StateWord> state, int units, long unitNanos, boolean moves) {
  /** Copies the list. */
  public Step {
    state = List.copyOf(state);
  }

  /** Creates a step that does more than to move blocks. */
  public Step(MachineCode code, List<StateWord> state, int units, long unitNanos) {
    this(code, state, units, unitNanos, false);
  }
}
