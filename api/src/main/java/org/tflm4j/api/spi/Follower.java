/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.spi;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;

/**
 * An operator that runs after the one of a {@link KernelRequest}, which a kernel may compute with
 * it.
 *
 * @param op the prepared operator
 * @param inputs its inputs, null where an optional one is absent; constants carry their bytes
 * @param outputs its outputs
 */
public record Follower(Op op, List<TensorSpec> inputs, List<TensorSpec> outputs) {
  /** Copies the lists; the inputs may hold nulls, so List.copyOf does not serve. */
  public Follower {
    inputs = Collections.unmodifiableList(Arrays.asList(inputs.toArray(TensorSpec[]::new)));
    outputs = List.copyOf(outputs);
  }

  public TensorSpec input(int index) {
    return inputs.get(index);
  }

  public TensorSpec output(int index) {
    return outputs.get(index);
  }

  /** Returns true if the operator has input {@code index}. */
  public boolean hasInput(int index) {
    return index < inputs.size() && inputs.get(index) != null;
  }

  /** Returns the type of input {@code index}. */
  public TensorType inputType(int index) {
    return inputs.get(index).type();
  }
}
