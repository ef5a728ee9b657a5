/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.op.UnaryOp;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.support.StateWord;
import org.tflm4j.kernels.jit.support.Step;

/**
 * The steps of operators on single elements, whose code finds in its state: the input, the output,
 * a constant, and how many elements there are. Long tensors are cut, so that no call takes long.
 */
final class ElementRuns {
  static final int INPUT = 0;
  static final int OUTPUT = 1;
  static final int CONSTANT = 2;
  static final int COUNT = 3;

  /** Elements of a call; a multiple of every vector. */
  private static final int MOST_ELEMENTS = 1 << 17;

  /** A careful guess, for tables without vectors. */
  private static final long ELEMENTS_PER_NANO = 1;

  private ElementRuns() {}

  static List<Step> steps(MachineCode code, KernelRequest request, MemorySegment constant) {
    long count = request.output(UnaryOp.OUTPUT).elementCount();
    long inputBytes = request.inputType(UnaryOp.INPUT).bytes();
    long outputBytes = request.output(UnaryOp.OUTPUT).type().bytes();
    List<Step> steps = new ArrayList<>();
    for (long from = 0; from < count; from += MOST_ELEMENTS) {
      long elements = Math.min(MOST_ELEMENTS, count - from);
      steps.add(
          new Step(
              code,
              List.of(
                  new StateWord.Input(UnaryOp.INPUT, from * inputBytes),
                  new StateWord.Output(UnaryOp.OUTPUT, from * outputBytes),
                  new StateWord.Constant(constant),
                  new StateWord.Literal(elements)),
              1,
              elements / ELEMENTS_PER_NANO));
    }
    return steps;
  }
}
