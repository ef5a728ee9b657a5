/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.custom;

import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.CircularBuffer;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.model.Subgraph;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Prepares CIRCULAR_BUFFER. Mirrors {@code micro/kernels/circular_buffer_common.cc}. */
final class PrepareCircularBuffer {
  static final String NAME = "CIRCULAR_BUFFER";

  private PrepareCircularBuffer() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(1);
    context.requireOutputCount(1);
    TensorSpec input = context.input(CircularBuffer.INPUT);
    TensorSpec output = context.output(CircularBuffer.OUTPUT);
    context.requireType(input, INT8);
    context.requireType(output, INT8);
    context.requireRank(input, 4);
    context.requireRank(output, 4);
    Shape shape = output.shape();
    context.require(
        shape.dimension(0) == 1 && shape.dimension(1) > 0,
        output + " needs the shape [1, slots, width, depth] with at least one slot");
    context.requireShape(input, Shape.of(1, 1, shape.dimension(2), shape.dimension(3)));
    int cyclesMax = cyclesMax(context, context.node());
    return new CircularBuffer(
        shape.dimension(1),
        input.elementCount(),
        cyclesMax > 0 ? cyclesMax : guessedCycles(context),
        !output.isVariable(),
        output.quantization().zeroPoint());
  }

  private static int cyclesMax(PrepareContext context, OperatorNode node) {
    return context.customOptions(node).int32("cycles_max", 0);
  }

  /**
   * Returns the cycles of a layer without the option. TFLM recognizes the layers of two streaming
   * models by the shapes of their outputs and by how many layers without the option came before.
   * TFLM counts over all models of a process. Here the count restarts with every model.
   */
  private static int guessedCycles(PrepareContext context) {
    OperatorNode self = context.node();
    int layers = 0;
    for (Subgraph subgraph : context.subgraphs()) {
      for (OperatorNode node : subgraph.operators()) {
        if (!node.name().equals(NAME)
            || node.outputs().size() == 0
            || cyclesMax(context, node) > 0) {
          continue;
        }
        layers++;
        boolean every =
            runsEveryCycle(subgraph.tensors().get(node.outputs().get(0)).shape(), layers);
        if (node.subgraph() == self.subgraph() && node.index() == self.index()) {
          return every ? 1 : 2;
        }
        if (every) {
          layers = 0;
        }
      }
    }
    throw context.fail("it is not an operator of the model");
  }

  private static boolean runsEveryCycle(Shape output, int layers) {
    if (output.rank() != 4) {
      return false;
    }
    int slots = output.dimension(1);
    return slots == 5
        || slots == 13
        || slots == 25
        || (layers == 5 && output.dimension(2) == 2 && output.dimension(3) == 96);
  }
}
