/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.elementwise;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.UnaryOp;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.LaneFunction;
import org.tflm4j.kernels.vector.support.LaneRange;

/**
 * Computes every element of the output from the input element at its place. A block at a time is
 * widened to lanes, goes through a function, and is stored.
 */
final class ElementwiseKernel implements Kernel {
  /** Lanes of a block: it stays in the fastest cache. */
  private static final int BLOCK = 1024;

  private final TensorType inputType;
  private final TensorType outputType;
  private final int elements;
  private final LaneFunction function;
  private final int zeroPoint;
  private final LaneRange range;

  /**
   * Creates the kernel.
   *
   * @param zeroPoint added to the function's results where they are integers
   * @param range they are clamped to it then
   */
  ElementwiseKernel(KernelRequest request, LaneFunction function, int zeroPoint, LaneRange range) {
    this.inputType = request.inputType(UnaryOp.INPUT);
    this.outputType = request.output(UnaryOp.OUTPUT).type();
    this.elements = request.input(UnaryOp.INPUT).elementCount();
    this.function = function;
    this.zeroPoint = zeroPoint;
    this.range = range;
  }

  @Override
  public KernelMemory memory() {
    int lanes = ElementLanes.wholeVectors(Math.min(elements, BLOCK));
    return KernelMemory.workspace((1 + LaneFunction.SPARE_BLOCKS) * lanes);
  }

  /** A block is widened before it is written; narrower elements do not catch up with the reads. */
  @Override
  public List<InputOverlap> overlaps() {
    return outputType.bytes() <= inputType.bytes()
        ? List.of(InputOverlap.inPlace(UnaryOp.INPUT))
        : List.of();
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(UnaryOp.INPUT);
    Tensor output = context.output(UnaryOp.OUTPUT);
    float[] lanes = context.workspace();
    for (int done = 0; done < elements; done += BLOCK) {
      int count = Math.min(BLOCK, elements - done);
      int from = input.offset() + done * inputType.bytes();
      int to = output.offset() + done * outputType.bytes();
      ElementLanes.widen(inputType, input.data(), from, count, lanes, 0);
      function.apply(lanes, 0, count);
      ElementLanes.store(outputType, lanes, 0, count, zeroPoint, range, output.data(), to);
    }
  }
}
