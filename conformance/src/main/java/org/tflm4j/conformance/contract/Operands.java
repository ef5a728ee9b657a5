/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.tflm4j.api.spi.Follower;
import org.tflm4j.api.tensor.TensorSpec;

/**
 * The tensors that a kernel sees.
 *
 * @param inputs its inputs, null where one is absent
 * @param outputs its outputs
 */
record Operands(List<TensorSpec> inputs, List<TensorSpec> outputs) {
  /** Copies the lists; they may hold nulls, so List.copyOf does not serve. */
  Operands {
    inputs = Collections.unmodifiableList(Arrays.asList(inputs.toArray(TensorSpec[]::new)));
    outputs = Collections.unmodifiableList(Arrays.asList(outputs.toArray(TensorSpec[]::new)));
  }

  static Operands of(Follower operator) {
    return new Operands(operator.inputs(), operator.outputs());
  }

  /** Returns the operands of operators as one kernel, with null for those that it never writes. */
  static Operands fused(List<Follower> operators, List<TensorSpec> unwritten) {
    List<TensorSpec> inputs = new ArrayList<>();
    List<TensorSpec> outputs = new ArrayList<>();
    for (Follower operator : operators) {
      for (TensorSpec spec : operator.inputs()) {
        inputs.add(spec == null || unwritten.contains(spec) ? null : spec);
      }
      for (TensorSpec spec : operator.outputs()) {
        outputs.add(unwritten.contains(spec) ? null : spec);
      }
    }
    return new Operands(inputs, outputs);
  }

  /** Returns the inputs that whoever runs the kernel has to write before each invocation. */
  List<TensorSpec> given() {
    return inputs.stream()
        .filter(Objects::nonNull)
        .filter(spec -> !spec.isConstant() && !spec.isVariable() && !outputs.contains(spec))
        .distinct()
        .toList();
  }

  /** Returns the inputs that keep their values from one invocation to the next. */
  List<TensorSpec> variables() {
    return inputs.stream().filter(spec -> spec != null && spec.isVariable()).distinct().toList();
  }

  /** Returns what the kernel writes: outputs and variables. */
  List<TensorSpec> results() {
    return Stream.concat(outputs.stream(), variables().stream())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
