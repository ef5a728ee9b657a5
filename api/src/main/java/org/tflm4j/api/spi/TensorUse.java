/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.spi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tflm4j.api.tensor.TensorSpec;

/** Which operator of a run is the last to use a tensor that the run writes. */
@FunctionalInterface
public interface TensorUse {
  /**
   * Somebody outside the run needs the tensor: operators before or behind it, the graph, which has
   * it as an input or output, or the next invocation, where it is a variable. Also the answer for a
   * tensor that the run does not write.
   */
  int NEEDED = Integer.MAX_VALUE;

  /** Every tensor is needed. */
  TensorUse ALL_NEEDED = tensor -> NEEDED;

  /**
   * Returns the place in the run of the last operator that reads or writes a tensor, 0 for the
   * first; {@link #NEEDED} if something outside the run needs it.
   */
  int last(TensorSpec tensor);

  /**
   * Returns the uses within a run of operators.
   *
   * @param run operators in the order of execution
   * @param needed tensors that something outside the run needs; variables are needed in any case
   */
  static TensorUse of(List<Follower> run, Set<TensorSpec> needed) {
    Map<TensorSpec, Integer> last = new HashMap<>();
    Set<TensorSpec> written = new HashSet<>();
    for (int i = 0; i < run.size(); i++) {
      for (TensorSpec input : run.get(i).inputs()) {
        last.put(input, i);
      }
      for (TensorSpec output : run.get(i).outputs()) {
        last.put(output, i);
        written.add(output);
      }
    }
    last.keySet().retainAll(written);
    last.keySet().removeIf(tensor -> tensor.isVariable() || needed.contains(tensor));
    return tensor -> last.getOrDefault(tensor, NEEDED);
  }
}
