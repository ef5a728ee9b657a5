/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * ADD_N: the sum of two or more tensors, element by element, added in their order. Mirrors {@code
 * micro/kernels/add_n.cc}.
 *
 * <p>Tensors: inputs and output, of one shape and type: FLOAT32 or INT8. The inputs of INT8 share
 * one quantization.
 *
 * <p>INT8: every {@code (input + input1Offset) << leftShift} times input1Multiplier is added; TFLM
 * begins the sum with the same of an input of 0, and so does this operator. The sum wraps, which
 * takes 16 inputs at least; times outputMultiplier plus outputOffset it is the output.
 *
 * @param inputs number of inputs, at least 2
 * @param elementCount elements of each tensor
 * @param scaling {@link ArithmeticScaling#NONE} for FLOAT32
 * @param activation the full range of the output
 */
public record AddN(int inputs, int elementCount, ArithmeticScaling scaling, Activation activation)
    implements Op {
  @Override
  public String name() {
    return "ADD_N";
  }
}
