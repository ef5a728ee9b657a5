/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.CodeCache;
import org.tflm4j.kernels.jit.support.Constants;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.Program;
import org.tflm4j.kernels.jit.support.StateWord;
import org.tflm4j.kernels.jit.support.Step;
import org.tflm4j.kernels.jit.support.WeightedLayer;

/** Makes the program of a layer that is a product of weights and pixels. */
public final class ProductProgram {
  /** Sums of more products of INT8 could leave 32 bits. */
  public static final int MOST_TAPS = 131_000;

  /** A careful guess: a tenth of what a core with AVX-512 does, a quarter with AVX2. */
  private static final long MULTIPLY_ADDS_PER_NANO = 20;

  private ProductProgram() {}

  /** What the code depends on. */
  private record Key(ProductGeometry geometry, List<? extends TileRun> tiles, Target target) {}

  /** Returns the answer that there is no code for sums of more than {@link #MOST_TAPS}. */
  public static Offer tooManyTaps(int taps) {
    return Offer.declined("sums of " + taps + " products may leave 32 bits");
  }

  /**
   * Returns the program of a product of INT8.
   *
   * @param layer with a constant filter of INT8 or INT4, [output channel][run], and a constant bias
   */
  public static Offer of(
      ProductPlan plan,
      Quantized numerics,
      WeightedLayer layer,
      KernelRequest request,
      Target target) {
    ProductGeometry geometry = plan.geometry();
    Segments segments = geometry.segments();
    int taps = segments.taps();
    if (taps > MOST_TAPS) {
      return tooManyTaps(taps);
    }
    int lanes = target.vectorBytes() / Integer.BYTES;
    TilePlan tiles = TilePlan.of(geometry.pixels(), geometry.groupDepth(), lanes);
    Constants.Int8s weights = Constants.int8s(layer.filter());
    DotProductTables tables =
        DotProductTables.pack(
            segments,
            tiles,
            lanes,
            geometry.groups(),
            numerics,
            weights.bytes(),
            weights.offset(),
            Constants.int32s(layer.bias(), geometry.outputDepth()),
            request.memory());
    return of(
        plan,
        tables.tiles(),
        tables.weights(),
        tables.tables(),
        MULTIPLY_ADDS_PER_NANO,
        request,
        target);
  }

  /**
   * Returns the program of a product of any type.
   *
   * @param tiles of the channels of one group, in their order
   * @param weights of all tiles of all groups
   * @param tables likewise, behind their parameters
   * @param multiplyAddsPerNano a careful guess
   */
  static Program of(
      ProductPlan plan,
      List<? extends TileRun> tiles,
      MemorySegment weights,
      MemorySegment tables,
      long multiplyAddsPerNano,
      KernelRequest request,
      Target target) {
    ProductGeometry geometry = plan.geometry();
    Segments segments = geometry.segments();
    MachineCode code =
        CodeCache.get(
            new Key(geometry, tiles, target),
            () -> MachineCode.of(request.op().name(), ProductCode.emit(geometry, tiles, target)));
    long unitWork =
        (long) geometry.rowsPerBlock()
            * geometry.pixels()
            * segments.taps()
            * geometry.outputDepth();
    List<Step> steps = new ArrayList<>();
    for (int image = 0; image < plan.images(); image++) {
      steps.add(
          new Step(
              code,
              List.of(
                  new StateWord.Input(plan.input(), image * plan.imageInputBytes()),
                  new StateWord.Output(0, plan.outputAt() + image * plan.imageOutputBytes()),
                  new StateWord.Constant(weights),
                  new StateWord.Constant(tables),
                  geometry.band() == null ? new StateWord.Literal(0) : new StateWord.Workspace(0)),
              geometry.blocks(),
              unitWork / multiplyAddsPerNano));
    }
    return Program.of(steps, geometry.band() == null ? 0 : geometry.band().bytes(segments.form()));
  }
}
