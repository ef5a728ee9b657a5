/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.schema.BuiltinOperator;
import org.tflm4j.interpreter.schema.ModelException;

/** A model of one operator with two inputs and one output, on the reference kernels. */
public final class TwoInputModel {
  private final ModelBuilder model = new ModelBuilder();
  private final GraphBuilder graph = model.graph();

  /** Adds a tensor. */
  public TensorBuilder tensor(String name, TensorType type, int... shape) {
    return graph.tensor(name, type, shape);
  }

  /**
   * Returns the interpreter of an operator.
   *
   * @param tensors its two inputs and its output
   */
  public Interpreter interpreter(
      BuiltinOperator operator, OptionsBuilder options, TensorBuilder... tensors) {
    int[] indices = IntStream.range(0, tensors.length).map(i -> tensors[i].index()).toArray();
    graph
        .operator(operator, options, new int[] {indices[0], indices[1]}, indices[2])
        .inputs(indices[0], indices[1])
        .outputs(indices[2]);
    return Interpreter.builder(Model.of(model.build()), OpResolver.all())
        .provider("reference")
        .build();
  }

  /** As above, for an operator without options. */
  public Interpreter interpreter(BuiltinOperator operator, TensorBuilder... tensors) {
    return interpreter(operator, OptionsBuilder.of(OptionsType.NONE), tensors);
  }

  /** Writes the first input, runs the model and returns the real values of its output. */
  public static float[] invoke(Interpreter interpreter, float... values) {
    interpreter.input(0).writeReal(values);
    interpreter.invoke();
    Tensor output = interpreter.output(0);
    float[] read = new float[output.elementCount()];
    for (int i = 0; i < read.length; i++) {
      read[i] = output.realAt(i);
    }
    return read;
  }

  /** Asserts that the operator refuses its inputs when it runs. */
  public static void assertRefused(Interpreter interpreter, String message) {
    assertThatThrownBy(interpreter::invoke)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }
}
