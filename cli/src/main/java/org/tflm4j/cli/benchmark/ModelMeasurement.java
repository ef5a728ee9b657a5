/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.benchmark;

import java.util.List;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.cli.input.RandomFrame;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.TicksProfiler;

/**
 * A model measured on one kernel provider: first without a profiler, then again with one.
 *
 * @param interpreter the interpreter of the first part
 * @param initMicros time to read and verify the model and create the interpreter
 * @param firstMicros time of the first invocation
 * @param warmUpMicros time of all invocations before those that were measured
 * @param warmUpInvocations how many there were
 * @param invocationsPerRun invocations in each measured run
 * @param inference the measured runs, in microseconds for each invocation
 * @param aborted how many of all invocations the model itself ended early
 * @param heapPeakBytes the most bytes that the JVM's heap held, including garbage
 * @param operators the part of each operator, measured in a second pass
 */
public record ModelMeasurement(
    Interpreter interpreter,
    double initMicros,
    double firstMicros,
    double warmUpMicros,
    long warmUpInvocations,
    int invocationsPerRun,
    Latency inference,
    long aborted,
    long heapPeakBytes,
    List<OperatorShare> operators) {
  /** How often {@link #take} reports a step. */
  public static final int STEPS = 4;

  /**
   * Measures a model on random inputs.
   *
   * @param step called when a step is done
   * @throws org.tflm4j.interpreter.schema.ModelException if it cannot be run
   */
  public static ModelMeasurement take(
      byte[] bytes, List<KernelProvider> providers, Schedule schedule, Runnable step) {
    HeapPeak.reset();
    long begin = System.nanoTime();
    Model model = Model.of(bytes);
    Interpreter interpreter =
        Interpreter.builder(model, OpResolver.all()).providers(providers).build();
    double init = (System.nanoTime() - begin) * 1e-3;
    RandomFrame.feed(interpreter);
    InvocationTimer timer = new InvocationTimer(interpreter);
    double first = timer.first() * 1e-3;
    step.run();
    long warmUpBegin = System.nanoTime();
    long warmUpInvocations = timer.warmUp(schedule.warmUp());
    double warmUp = (System.nanoTime() - warmUpBegin) * 1e-3;
    step.run();
    Latency inference =
        Latency.of(timer.measure(schedule.runs(), schedule.time()), timer.invocations());
    long heapPeak = HeapPeak.bytes();
    step.run();
    List<OperatorShare> operators = operators(model, providers, schedule);
    step.run();
    return new ModelMeasurement(
        interpreter,
        init,
        first,
        warmUp,
        warmUpInvocations,
        timer.invocations(),
        inference,
        timer.aborted(),
        heapPeak,
        operators);
  }

  private static List<OperatorShare> operators(
      Model model, List<KernelProvider> providers, Schedule schedule) {
    TicksProfiler profiler = new TicksProfiler();
    Interpreter interpreter =
        Interpreter.builder(model, OpResolver.all())
            .providers(providers)
            .profiler(profiler)
            .build();
    RandomFrame.feed(interpreter);
    InvocationTimer timer = new InvocationTimer(interpreter);
    timer.warmUp(schedule.warmUp());
    profiler.clear();
    timer.measure(schedule.runs(), schedule.time());
    return OperatorShare.of(profiler);
  }
}
