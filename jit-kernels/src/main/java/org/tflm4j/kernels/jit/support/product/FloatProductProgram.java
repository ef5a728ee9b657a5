/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Constants;
import org.tflm4j.kernels.jit.support.Offer;

/** Makes the program of a layer that is a FLOAT32 product of weights and pixels. */
public final class FloatProductProgram {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final long ALIGNMENT = 64;

  /** A careful guess: a tenth of what a core with AVX-512 does, 4 bytes a multiply-add. */
  private static final long MULTIPLIED_BYTES_PER_NANO = 20;

  private FloatProductProgram() {}

  /**
   * Returns the program.
   *
   * @param weights of all output channels
   * @param bias constant FLOAT32, one per output channel; null for none
   */
  public static Offer of(
      ProductPlan plan,
      RealRange activation,
      FloatWeights weights,
      TensorSpec bias,
      KernelRequest request,
      Target target) {
    ProductGeometry geometry = plan.geometry();
    List<FloatTiles> tiles = FloatTilePlan.of(target, geometry.pixels(), geometry.groupDepth());
    if (geometry.band() != null && !weights.areFinite(geometry.outputDepth())) {
      // The reference leaves out what lies outside the image, here it counts as 0.
      return Offer.declined("its filter has infinities or NaN, which padding would multiply by 0");
    }
    Segments segments = geometry.segments();
    long weightBytes = 0;
    long tableBytes = FloatTileCode.PARAMETERS;
    for (FloatTiles run : tiles) {
      weightBytes += geometry.groups() * run.repeats() * run.weightBytes(segments);
      tableBytes += (long) geometry.groups() * run.repeats() * run.tableBytes();
    }
    // The last vector may read behind its channels.
    MemorySegment packed = request.memory().allocate(weightBytes + target.vectorBytes(), ALIGNMENT);
    MemorySegment tables = request.memory().allocate(tableBytes, ALIGNMENT);
    parameters(tables, activation, tiles.getLast());
    int[] biases = Constants.int32s(bias, geometry.outputDepth());
    int channel = 0;
    long weightAt = 0;
    long tableAt = FloatTileCode.PARAMETERS;
    for (int group = 0; group < geometry.groups(); group++) {
      for (FloatTiles run : tiles) {
        for (int i = 0; i < run.repeats(); i++) {
          weights.pack(channel, run.channels(), packed, weightAt);
          for (int of = 0; of < run.channels(); of++) {
            tables.set(INT, tableAt + Float.BYTES * of, biases[channel + of]);
          }
          channel += run.channels();
          weightAt += run.weightBytes(segments);
          tableAt += run.tableBytes();
        }
      }
    }
    return ProductProgram.of(plan, tiles, packed, tables, MULTIPLIED_BYTES_PER_NANO, request, target);
  }

  private static void parameters(MemorySegment tables, RealRange activation, FloatTiles last) {
    tables.set(ValueLayout.JAVA_FLOAT, FloatTileCode.MIN, activation.min());
    tables.set(ValueLayout.JAVA_FLOAT, FloatTileCode.MAX, activation.max());
    for (int lane = 0; last.hasTail() && lane < last.tailLanes() && lane < 8; lane++) {
      tables.set(INT, FloatTileCode.TAIL_LANES + Integer.BYTES * lane, -1);
    }
  }
}
