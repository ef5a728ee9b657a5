/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples.provider;

import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.op.Relu;
import org.tflm4j.api.op.WeightedNumerics;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;

/**
 * Runs the INT8 FULLY_CONNECTED whose weights and biases are known when the model is prepared,
 * together with a RELU behind it.
 */
public final class FoldingProvider implements KernelProvider {
  /** Creates the provider; for {@link java.util.ServiceLoader}. */
  public FoldingProvider() {}

  @Override
  public String name() {
    return "folding";
  }

  /** Behind the vector kernels, which have 100, and before the reference, which has 0. */
  @Override
  public int priority() {
    return 50;
  }

  @Override
  public KernelAnswer kernelFor(KernelRequest request) {
    if (!(request.op() instanceof FullyConnected op)) {
      return KernelAnswer.declined("only FULLY_CONNECTED");
    }
    if (!(op.numerics() instanceof WeightedNumerics.Quantized numerics)
        || request.inputType(FullyConnected.INPUT) != TensorType.INT8
        || request.inputType(FullyConnected.FILTER) != TensorType.INT8) {
      return KernelAnswer.declined("only INT8 with an INT8 filter");
    }
    if (!request.input(FullyConnected.FILTER).isConstant()
        || (request.hasInput(FullyConnected.BIAS)
            && !request.input(FullyConnected.BIAS).isConstant())) {
      return KernelAnswer.declined("the filter or the bias changes from invocation to invocation");
    }
    Relu.Quantized relu = reluBehind(request);
    FoldedFullyConnected kernel = new FoldedFullyConnected(op, numerics, relu, request);
    return relu == null
        ? KernelAnswer.of(kernel)
        : KernelAnswer.fused(kernel, 2, request.outputs());
  }

  /**
   * Returns the RELU that comes next and reads the output, if nobody else needs that output; null
   * otherwise.
   */
  private static Relu.Quantized reluBehind(KernelRequest request) {
    return !request.followers().isEmpty()
            && request.followers().getFirst().op() instanceof Relu(Relu.Quantized relu)
            && request
                .followers()
                .getFirst()
                .inputs()
                .contains(request.output(FullyConnected.OUTPUT))
            && request.mayVanish(request.output(FullyConnected.OUTPUT), 2)
        ? relu
        : null;
  }
}
