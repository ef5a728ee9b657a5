/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.SplittableRandom;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** A small network of dense int8 layers with random weights: 40 - 30 - 20 - 10. */
final class DenseModel {
  static final int INPUTS = 40;
  static final int OUTPUTS = 10;

  private DenseModel() {}

  static ModelBuilder builder() {
    SplittableRandom random = new SplittableRandom(3);
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int x = graph.tensor("x", INT8, 1, INPUTS).quantization(0.5f, 3).index();
    int in = x;
    int inSize = INPUTS;
    for (int size = 30; size >= OUTPUTS; size -= 10) {
      byte[] weights = new byte[size * inSize];
      random.nextBytes(weights);
      int w = graph.tensor("w", INT8, size, inSize).quantization(0.01f, 0).data(weights).index();
      int[] biases = random.ints(size, -1000, 1000).toArray();
      int b = graph.tensor("b", INT32, size).quantization(0.005f, 0).data(biases).index();
      int out = graph.tensor("y", INT8, 1, size).quantization(0.5f, -2).index();
      graph.operator(
          BuiltinOperator.FULLY_CONNECTED,
          OptionsBuilder.of(OptionsType.FULLY_CONNECTED),
          new int[] {in, w, b},
          out);
      in = out;
      inSize = size;
    }
    graph.inputs(x).outputs(in);
    return model;
  }
}
