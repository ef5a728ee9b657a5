/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.comparison;

import java.util.Arrays;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.InvokeStatus;

/**
 * A model on one provider, in two interpreters: one preserves all tensors for comparison, the other
 * runs as usual, with tensors that share memory. Both must give the same outputs.
 */
public final class ProviderRun {
  private final String name;
  private final Interpreter preserving;
  private final Interpreter ordinary;
  private final Feeder preservingFeeder;
  private final Feeder ordinaryFeeder;
  private String planProblem;

  /** Writes the inputs of one frame to an interpreter. */
  @FunctionalInterface
  public interface Feeder {
    /** Writes frame {@code frame}, counted from 0. */
    void feed(int frame);
  }

  /**
   * Prepares a run.
   *
   * @param name the provider's name
   * @param preserving an interpreter that preserves all tensors
   * @param ordinary one that does not
   */
  public ProviderRun(
      String name,
      Interpreter preserving,
      Feeder preservingFeeder,
      Interpreter ordinary,
      Feeder ordinaryFeeder) {
    this.name = name;
    this.preserving = preserving;
    this.ordinary = ordinary;
    this.preservingFeeder = preservingFeeder;
    this.ordinaryFeeder = ordinaryFeeder;
  }

  /** Runs a frame on both. */
  InvokeStatus run(int frame) {
    preservingFeeder.feed(frame);
    InvokeStatus status = preserving.invoke();
    ordinaryFeeder.feed(frame);
    InvokeStatus ordinaryStatus = ordinary.invoke();
    if (planProblem == null && status != ordinaryStatus) {
      planProblem = "frame %d is %s there".formatted(frame, ordinaryStatus);
    }
    // After a frame that the model ended early, outputs depend on the memory plan.
    for (int i = 0; planProblem == null && status == InvokeStatus.COMPLETED && i < outputs(); i++) {
      int at =
          Arrays.mismatch(preserving.output(i).toByteArray(), ordinary.output(i).toByteArray());
      if (at >= 0) {
        planProblem = "frame %d, output %d, byte %d differs".formatted(frame, i, at);
      }
    }
    return status;
  }

  private int outputs() {
    return preserving.outputCount();
  }

  /** Returns the provider's name. */
  public String name() {
    return name;
  }

  /** Returns the interpreter that preserves all tensors. */
  public Interpreter interpreter() {
    return preserving;
  }

  /**
   * Returns how the outputs with and without preserved tensors differ, null if they are equal, as
   * they must be under any memory plan.
   */
  public String planProblem() {
    return planProblem;
  }
}
