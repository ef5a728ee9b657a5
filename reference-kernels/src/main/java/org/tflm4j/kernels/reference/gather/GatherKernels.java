/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.gather;

import org.tflm4j.api.op.EmbeddingLookup;
import org.tflm4j.api.op.Gather;
import org.tflm4j.api.op.GatherNd;
import org.tflm4j.api.op.Resize;
import org.tflm4j.kernels.reference.support.KernelTable;

/** Registers the kernels of look-ups and resizing. */
public final class GatherKernels {
  private GatherKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(Gather.class, (op, request) -> new ReferenceGather(op));
    table.add(GatherNd.class, (op, request) -> new ReferenceGatherNd(op));
    table.add(EmbeddingLookup.class, (op, request) -> new ReferenceEmbeddingLookup(op));
    table.add(
        Resize.class,
        (op, request) ->
            switch (op.kind()) {
              case RESIZE_BILINEAR -> new ReferenceResizeBilinear(op, request.inputType(0));
              case RESIZE_NEAREST_NEIGHBOR -> new ReferenceResizeNearestNeighbor(op);
            });
  }
}
