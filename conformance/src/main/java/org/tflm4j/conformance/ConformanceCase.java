/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import java.nio.file.Path;
import java.util.List;

/**
 * One case: a model, its inputs, and the outputs of the real TFLM or its refusal.
 *
 * @param id unique name of the case
 * @param op operator that the case exercises; the model's name for whole models
 * @param type tag of the combination of types, empty for whole models
 * @param model the model file
 * @param input raw input bytes, every graph input in turn, frame after frame; null where there are
 *     none
 * @param output raw output bytes in the same order; null for a model that must be refused
 * @param frames invocations on one interpreter without a reset in between
 * @param abortedFrames for each frame whether the model ends it early on purpose; empty if none
 *     does
 * @param exact true if every byte must match
 * @param absoluteTolerance for FLOAT32 outputs of a case that is not exact
 * @param relativeTolerance for FLOAT32 outputs of a case that is not exact, relative to the
 *     expected value
 * @param nonPersistentBytes TFLM's planned arena, -1 where it is not known
 * @param arenaBytes the arena to give to a model that must be refused, 0 for as much as it needs
 * @param refusedOperator the operator that TFLM refuses, which the message must name; null where it
 *     names none
 * @param refusedForArena true for a model that TFLM refuses only because the arena is too small
 * @param fromDefinition true where the output follows from the operator's definition and the real
 *     TFLM has not run the model
 */
public record ConformanceCase(
    String id,
    String op,
    String type,
    Path model,
    Path input,
    Path output,
    int frames,
    List<Boolean> abortedFrames,
    boolean exact,
    double absoluteTolerance,
    double relativeTolerance,
    long nonPersistentBytes,
    int arenaBytes,
    String refusedOperator,
    boolean refusedForArena,
    boolean fromDefinition) {
  /** Returns true if the model must be refused. */
  public boolean mustBeRefused() {
    return output == null;
  }

  /** Returns whether a value is close enough to the expected one. */
  boolean accepts(float got, float want) {
    if (Float.floatToIntBits(got) == Float.floatToIntBits(want)) {
      return true;
    }
    return !exact
        && Math.abs((double) got - want)
            <= absoluteTolerance + relativeTolerance * Math.abs((double) want);
  }

  @Override
  public String toString() {
    return id;
  }
}
