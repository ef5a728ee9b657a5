/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** Tensors without elements are legal: there is nothing to compute, whoever is asked. */
@EnabledIf("org.tflm4j.kernels.jit.Processor#hasKernels")
class EmptyTensorsTest {
  @ParameterizedTest
  @EnumSource(
      value = BuiltinOperator.class,
      names = {"LOGISTIC", "TANH", "RELU", "HARD_SWISH", "ABS", "QUANTIZE"})
  void operatorsOnNothingRun(BuiltinOperator operator) {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int x = graph.tensor("x", TensorType.INT8, 0).quantization(1 / 256f, -128).index();
    int y = graph.tensor("y", TensorType.INT8, 0).quantization(1 / 256f, -128).index();
    graph.operator(operator, new int[] {x}, y).inputs(x).outputs(y);
    for (List<KernelProvider> providers :
        List.of(KernelProviders.load().named("jit"), KernelProviders.load().named("reference"))) {
      Interpreter interpreter =
          Interpreter.builder(Model.of(model.build()), OpResolver.all())
              .providers(providers)
              .build();

      interpreter.invoke();

      assertThat(interpreter.output(0).toByteArray()).isEmpty();
    }
  }
}
