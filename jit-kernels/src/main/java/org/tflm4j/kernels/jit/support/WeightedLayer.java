/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;

/**
 * The operands of a layer with weights, as its code needs them: weights and bias are packed while
 * the model is prepared, so they are constants.
 *
 * @param input what the weights are applied to
 * @param filter the weights
 * @param bias null if there is none
 * @param output what is computed
 */
public record WeightedLayer(
    TensorSpec input, TensorSpec filter, TensorSpec bias, TensorSpec output) {
  /**
   * Returns the operands of a request.
   *
   * @param input index of the input
   * @param filter index of the weights
   * @param bias index of the bias, which may be absent
   */
  public static WeightedLayer of(KernelRequest request, int input, int filter, int bias) {
    return new WeightedLayer(
        request.input(input),
        request.input(filter),
        request.hasInput(bias) ? request.input(bias) : null,
        request.output(0));
  }

  /**
   * Returns why there is no code for such operands, null if nothing stands against it.
   *
   * @param type of the input
   */
  public Offer refusal(KernelRequest request, TensorType type) {
    if (input.type() != type) {
      return Offer.declined(
          "there is no machine code for " + request.op().name() + " of " + input.type());
    }
    if (!filter.isConstant() || (bias != null && !bias.isConstant())) {
      return Offer.declined("its filter or bias is not a constant");
    }
    return input.isConstant() ? Offer.declined("its input is a constant") : null;
  }
}
