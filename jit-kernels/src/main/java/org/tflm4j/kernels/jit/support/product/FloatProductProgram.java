/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Constants;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.WeightedLayer;

/** Makes the program of a layer that is a FLOAT32 product of weights and pixels. */
public final class FloatProductProgram {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final long ALIGNMENT = 64;

  /** A careful guess: a tenth of what a core with AVX-512 does, a fifth with AVX2. */
  private static final long MULTIPLY_ADDS_PER_NANO = 5;

  private FloatProductProgram() {}

  /**
   * Returns the program.
   *
   * @param weights of all output channels
   * @param layer with a constant bias or none
   */
  public static Offer of(
      ProductPlan plan,
      RealRange activation,
      FloatWeights weights,
      WeightedLayer layer,
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
    long tableBytes = ChannelTables.PARAMETERS;
    for (FloatTiles run : tiles) {
      weightBytes += (long) geometry.groups() * run.repeats() * run.weightBytes(segments);
      tableBytes += (long) geometry.groups() * run.repeats() * run.tableBytes();
    }
    // The last vector may read behind its channels.
    MemorySegment packed = request.memory().allocate(weightBytes + target.vectorBytes(), ALIGNMENT);
    MemorySegment tables = request.memory().allocate(tableBytes, ALIGNMENT);
    parameters(tables, activation);
    int[] biases = Constants.int32s(layer.bias(), geometry.outputDepth());
    int channel = 0;
    long weightAt = 0;
    long tableAt = ChannelTables.PARAMETERS;
    for (int group = 0; group < geometry.groups(); group++) {
      for (FloatTiles run : tiles) {
        for (int i = 0; i < run.repeats(); i++) {
          weights.pack(channel, run.channels(), packed, weightAt);
          for (int of = 0; of < run.channels(); of++) {
            tables.set(INT, tableAt + 4L * of, biases[channel + of]);
          }
          channel += run.channels();
          weightAt += run.weightBytes(segments);
          tableAt += run.tableBytes();
        }
      }
    }
    return ProductProgram.of(plan, tiles, packed, tables, MULTIPLY_ADDS_PER_NANO, request, target);
  }

  private static void parameters(MemorySegment tables, RealRange activation) {
    tables.set(ValueLayout.JAVA_FLOAT, FloatTileCode.MIN, activation.min());
    tables.set(ValueLayout.JAVA_FLOAT, FloatTileCode.MAX, activation.max());
  }
}
