/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import java.util.List;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/** Started in a JVM of its own: prints the providers, in order, and the one that runs a RELU. */
final class ProviderProbe {
  private ProviderProbe() {}

  public static void main(String[] args) {
    List<String> names = KernelProviders.load().best().stream().map(KernelProvider::name).toList();
    System.out.println("providers " + names);
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int input = graph.tensor("input", TensorType.FLOAT32, 4).index();
    int output = graph.tensor("output", TensorType.FLOAT32, 4).index();
    graph.operator(BuiltinOperator.RELU, new int[] {input}, output).inputs(input).outputs(output);
    Interpreter interpreter =
        Interpreter.create(Model.of(model.build()), OpResolver.all(), new byte[4096]);
    interpreter.invoke();
    System.out.println("RELU runs on " + interpreter.operators(0).getFirst().provider());
  }
}
