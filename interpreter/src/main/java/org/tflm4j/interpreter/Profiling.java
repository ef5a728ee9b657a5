/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.interpreter.graph.ScheduledKernel;

/**
 * Tells a profiler and Flight Recorder what one interpreter does. While neither listens it costs a
 * look at {@link #isOn} for every run of a subgraph, and nothing is allocated.
 */
final class Profiling {
  // Asked whether a recording is on; never committed.
  private static final InvocationEvent INVOCATION = new InvocationEvent();
  private static final OperatorEvent OPERATOR = new OperatorEvent();

  private final Model model;

  /** Null for none. */
  private final Profiler profiler;

  Profiling(Model model, Profiler profiler) {
    this.model = model;
    this.profiler = profiler;
  }

  boolean isOn() {
    return profiler != null || OPERATOR.isEnabled() || INVOCATION.isEnabled();
  }

  /** Runs the model; returns as {@link SubgraphRunner#run} does. */
  boolean invoke(SubgraphRunner runner) {
    InvocationEvent event = INVOCATION.isEnabled() ? new InvocationEvent() : null;
    String status = "FAILED";
    if (event != null) {
      event.begin();
    }
    if (profiler != null) {
      profiler.beginInvocation();
    }
    try {
      boolean completed = runner.run();
      status = completed ? "COMPLETED" : "ABORTED";
      return completed;
    } finally {
      if (profiler != null) {
        profiler.endInvocation();
      }
      if (event != null) {
        commit(event, status);
      }
    }
  }

  private void commit(InvocationEvent event, String status) {
    event.end();
    if (event.shouldCommit()) {
      event.model = model.description();
      event.modelSize = model.size();
      event.status = status;
      event.commit();
    }
  }

  /** Runs an operator, see {@link SubgraphRunner#eval}. */
  void eval(ScheduledKernel operator, KernelContext context, boolean plannedByModel) {
    OperatorEvent event = OPERATOR.isEnabled() ? new OperatorEvent() : null;
    if (event != null) {
      event.begin();
    }
    if (profiler != null) {
      profiler.beginOperator(operator);
    }
    try {
      SubgraphRunner.eval(operator.kernel(), operator, context, plannedByModel);
    } finally {
      if (profiler != null) {
        profiler.endOperator(operator);
      }
      if (event != null) {
        commit(event, operator);
      }
    }
  }

  private static void commit(OperatorEvent event, ScheduledKernel operator) {
    event.end();
    if (event.shouldCommit()) {
      event.subgraph = operator.node().subgraph();
      event.index = operator.node().index();
      event.operator = operator.name();
      event.provider = operator.provider();
      event.commit();
    }
  }
}
