/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import java.util.HashSet;
import java.util.Set;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.cli.device.OperatorTensors;

/** Counts the constants of operators. */
final class Weights {
  private final Set<Integer> counted = new HashSet<>();
  private long parameters;
  private long bytes;

  /** Counts the constants of an operator, except those that were counted before. */
  Weights add(OperatorTensors operator) {
    for (int i = 0; i < operator.inputCount(); i++) {
      TensorSpec tensor = operator.input(i);
      if (tensor != null && tensor.isConstant() && counted.add(tensor.constant().offset())) {
        bytes += tensor.byteSize();
        parameters += isParameter(tensor) ? tensor.elementCount() : 0;
      }
    }
    return this;
  }

  /**
   * Integers of 32 or 64 bits without quantization control an operator: shapes, axes, paddings,
   * indices. With quantization they are biases.
   */
  private static boolean isParameter(TensorSpec tensor) {
    TensorType type = tensor.type();
    boolean steers =
        type == TensorType.INT32 || type == TensorType.INT64 || type == TensorType.BOOL;
    return !steers || tensor.quantization().isPresent();
  }

  long parameters() {
    return parameters;
  }

  long bytes() {
    return bytes;
  }
}
