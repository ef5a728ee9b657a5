/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import static org.tflm4j.api.quantization.GemmlowpFixedPoint.expOnNegativeValues;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.op.Softmax;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.CodeCache;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.Program;
import org.tflm4j.kernels.jit.support.StateWord;
import org.tflm4j.kernels.jit.support.Step;

/** SOFTMAX of INT8 to INT8 or INT16. */
final class JitSoftmax {
  private static final int DIFFERENCES = 256;

  /** What a core needs for 16 elements, generously. */
  private static final int NANOS_OF_A_VECTOR = 50;

  private JitSoftmax() {}

  static Offer create(Softmax op, KernelRequest request, Target target) {
    if (!(op.numerics() instanceof Softmax.Int8 numerics)) {
      return ByteTable.declined(op, request);
    }
    if (op.depth() > SoftmaxCode.MOST_DEPTH) {
      return Offer.declined("its rows have more than " + SoftmaxCode.MOST_DEPTH + " elements");
    }
    if (request.input(Softmax.INPUT).isConstant()) {
      return Offer.declined("its input is a constant");
    }
    if (op.outerSize() == 0 || op.depth() == 0) {
      return Program.of(List.of(), 0);
    }
    TensorType outputType = request.output(Softmax.OUTPUT).type();
    MemorySegment exponentials = exponentials(numerics, request);
    SoftmaxCode key = new SoftmaxCode(op.depth(), outputType);
    MachineCode code = CodeCache.get(key, () -> MachineCode.of("SOFTMAX", key.emit(target)));
    Step step =
        new Step(
            code,
            List.of(
                StateWord.input(Softmax.INPUT),
                StateWord.output(Softmax.OUTPUT),
                new StateWord.Constant(exponentials)),
            op.outerSize(),
            (op.depth() / 16L + 2) * NANOS_OF_A_VECTOR);
    List<InputOverlap> overlaps =
        outputType == TensorType.INT8 ? List.of(InputOverlap.inPlace(Softmax.INPUT)) : List.of();
    return new Program(List.of(step), 0, List.of(), overlaps);
  }

  /** Returns the exponential function, in Q0, of each difference of the row's largest input. */
  private static MemorySegment exponentials(Softmax.Int8 numerics, KernelRequest request) {
    MemorySegment table = request.memory().allocate((long) Integer.BYTES * DIFFERENCES, 64);
    int last = Math.min(-numerics.diffMin(), DIFFERENCES - 1);
    for (int difference = 0; difference <= last; difference++) {
      int exp = expOnNegativeValues(numerics.inputMultiplier().apply(-difference), 5);
      table.set(ValueLayout.JAVA_INT, (long) Integer.BYTES * difference, exp);
    }
    return table;
  }
}
