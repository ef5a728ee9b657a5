/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import org.tflm4j.interpreter.graph.ScheduledKernel;

/**
 * Watches an interpreter at work; an application passes one in with {@link
 * Interpreter.Builder#profiler}. Called on the thread that invokes the interpreter, right before
 * and after every kernel, so it should be quick: the time that {@link #beginOperator} takes before
 * it reads its clock, and {@link #endOperator} after, is not part of what it measures.
 *
 * <p>While a profiler is set every operator has a kernel of its own: none is fused with those
 * behind it. The operators of subgraphs that IF, WHILE and CALL_ONCE run lie between the begin and
 * the end of the operator that calls them. Every begin has its end, also where a kernel fails.
 *
 * @see TicksProfiler
 */
public interface Profiler {
  /** An invocation begins. */
  default void beginInvocation() {}

  /**
   * An operator is about to run.
   *
   * @param operator the operator with its kernel, the same object every time; its node has
   *     subgraph, index and name
   */
  void beginOperator(ScheduledKernel operator);

  /** An operator has run, or failed. */
  void endOperator(ScheduledKernel operator);

  /** An invocation has ended, or failed. */
  default void endInvocation() {}
}
