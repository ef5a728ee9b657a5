/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.interpreter.memory.BufferRequest;
import org.tflm4j.interpreter.memory.MemoryPlanner;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.ModelProblem;

/** The places that a model itself demands for its tensors, in the metadata of TFLM's name. */
final class OfflinePlan {
  private static final String METADATA = "OfflineMemoryAllocation";

  private OfflinePlan() {}

  /** Returns true if the model has a plan of its own. */
  static boolean isIn(Model model) {
    return model.metadata(METADATA).isPresent();
  }

  /**
   * Returns the offset of every tensor, those of the first subgraph in front, {@link
   * BufferRequest#ONLINE} where the planner is free; null if the model has no plan. The metadata
   * hold int32s: version, subgraph, count, then the offsets.
   *
   * @throws ModelException if the plan does not fit the model
   */
  static int[] offsets(Model model) {
    ConstantBytes data = model.metadata(METADATA).map(ConstantBytes::of).orElse(null);
    if (data == null) {
      return null;
    }
    int tensors = model.subgraphs().stream().mapToInt(s -> s.tensors().size()).sum();
    int count = data.length() < 12 ? -1 : LittleEndian.getInt(data.bytes(), data.offset() + 8);
    if (count != tensors || data.length() < 12 + 4L * count) {
      throw fail(
          " of "
              + data.length()
              + " bytes has offsets for "
              + count
              + " tensors, the model has "
              + tensors);
    }
    int[] offsets = new int[count];
    for (int i = 0; i < count; i++) {
      offsets[i] = LittleEndian.getInt(data.bytes(), data.offset() + 12 + 4 * i);
      if (offsets[i] < -1 || (offsets[i] > 0 && offsets[i] % MemoryPlanner.ALIGNMENT != 0)) {
        throw fail(
            ": the offset "
                + offsets[i]
                + " of tensor "
                + i
                + " is neither -1 nor a multiple of "
                + MemoryPlanner.ALIGNMENT);
      }
    }
    return offsets;
  }

  private static ModelException fail(String problem) {
    return new ModelException(
        ModelProblem.of(ModelProblem.Kind.METADATA, "metadata " + METADATA + problem));
  }
}
