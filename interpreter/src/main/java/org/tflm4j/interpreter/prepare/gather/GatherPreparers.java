/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.gather;

import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.prepare.support.PreparerTable;

/** Registers the preparers of look-ups and resizing. */
public final class GatherPreparers {
  private GatherPreparers() {}

  /** Registers them. */
  public static void register(PreparerTable table) {
    table.builtin(BuiltinOperator.GATHER, PrepareGather::gather);
    table.builtin(BuiltinOperator.GATHER_ND, PrepareGather::gatherNd);
    table.builtin(BuiltinOperator.EMBEDDING_LOOKUP, PrepareGather::embeddingLookup);
    table.builtin(BuiltinOperator.RESIZE_BILINEAR, PrepareResize::bilinear);
    table.builtin(BuiltinOperator.RESIZE_NEAREST_NEIGHBOR, PrepareResize::nearestNeighbor);
  }
}
