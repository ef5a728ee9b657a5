/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.interpreter.OpResolver;

/** Operators of an application's own that the tests of control flow and state need. */
final class TestOperators {
  /** Inputs: an INT32 n. Outputs: BOOL n - 1 &gt; 0, INT32 n - 1. */
  static final String COUNT_DOWN = "CountDown";

  /** Inputs: BOOL. Ends the invocation early if it is true. Outputs: a copy of it. */
  static final String ABORT_IF = "AbortIf";

  /** Inputs: BOOL. Fails if it is true. Outputs: a copy of it. */
  static final String FAIL_IF = "FailIf";

  /** Outputs: an INT32, how often the operator ran since the interpreter's creation or reset. */
  static final String RUNS = "Runs";

  private TestOperators() {}

  /** Returns a builder of a resolver with everything and these operators. */
  static OpResolver.Builder resolver() {
    OpResolver.Builder builder = OpResolver.builder().addAll();
    add(builder, COUNT_DOWN, TestOperators::countDown);
    add(builder, ABORT_IF, TestOperators::abortIf);
    add(builder, FAIL_IF, TestOperators::failIf);
    add(builder, RUNS, new Runs());
    return builder;
  }

  static void add(OpResolver.Builder builder, String name, Kernel kernel) {
    builder.addCustom(name, context -> () -> name, request -> kernel);
  }

  private static void countDown(KernelContext context) {
    int next = context.input(0).int32At(0) - 1;
    context.output(0).setInt8At(0, (byte) (next > 0 ? 1 : 0));
    context.output(1).setInt32At(0, next);
  }

  private static void abortIf(KernelContext context) {
    byte flag = context.input(0).int8At(0);
    context.output(0).setInt8At(0, flag);
    if (flag != 0) {
      context.abortInvocation();
    }
  }

  private static void failIf(KernelContext context) {
    byte flag = context.input(0).int8At(0);
    if (flag != 0) {
      throw new KernelException("the flag is " + flag);
    }
    context.output(0).setInt8At(0, flag);
  }

  private static final class Runs implements Kernel {
    @Override
    public void eval(KernelContext context) {
      int at = context.persistentOffset(0);
      context.output(0).setInt32At(0, ++context.arena()[at]);
    }

    @Override
    public org.tflm4j.api.kernel.KernelMemory memory() {
      return org.tflm4j.api.kernel.KernelMemory.persistent(1);
    }
  }
}
