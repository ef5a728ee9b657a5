/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.gather;

import org.tflm4j.api.op.EmbeddingLookup;
import org.tflm4j.api.op.Gather;
import org.tflm4j.api.op.GatherNd;
import org.tflm4j.api.op.Resize;
import org.tflm4j.api.op.Resize.NearestNeighbor;
import org.tflm4j.api.op.Resize.QuantizedBilinear;
import org.tflm4j.api.op.Resize.RealBilinear;
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
            switch (op.numerics()) {
              case NearestNeighbor _ -> new ReferenceResizeNearestNeighbor(op);
              case RealBilinear _ -> ReferenceResizeBilinear.real(op);
              case QuantizedBilinear _ -> ReferenceResizeBilinear.quantized(op);
            });
  }
}
