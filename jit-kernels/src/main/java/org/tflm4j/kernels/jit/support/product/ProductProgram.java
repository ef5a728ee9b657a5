/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.CodeCache;
import org.tflm4j.kernels.jit.support.Constants;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.Program;
import org.tflm4j.kernels.jit.support.StateWord;
import org.tflm4j.kernels.jit.support.Step;

/** Makes the program of a layer that is an INT8 product of weights and pixels. */
public final class ProductProgram {
  /** Sums of more products of INT8 could leave 32 bits. */
  private static final int MOST_TAPS = 131_000;

  /** A careful guess: a tenth of what a core with AVX-512 does. */
  private static final long MULTIPLY_ADDS_PER_NANO = 20;

  private ProductProgram() {}

  /** What the code depends on. */
  private record Key(Target target, ProductGeometry geometry, List<? extends TileRun> tiles) {}

  /**
   * Returns the program.
   *
   * @param filter constant INT8 or INT4, [output channel][run]
   * @param bias constant INT32, one per output channel; null for none
   * @param request whose input 0 and output 0 have the pixels
   */
  public static Offer of(
      ProductPlan plan,
      Quantized numerics,
      TensorSpec filter,
      TensorSpec bias,
      KernelRequest request,
      Target target) {
    ProductGeometry geometry = plan.geometry();
    Segments segments = geometry.segments();
    int taps = segments.rows() * segments.columns() * segments.bytes();
    if (taps > MOST_TAPS) {
      return Offer.declined("sums of " + taps + " products may leave 32 bits");
    }
    TilePlan tiles = TilePlan.of(geometry.pixels(), geometry.groupDepth());
    Constants.Int8s weights = Constants.int8s(filter);
    DotProductTables tables =
        DotProductTables.pack(
            segments,
            tiles,
            geometry.groups(),
            numerics,
            weights.bytes(),
            weights.offset(),
            Constants.int32s(bias, geometry.outputDepth()),
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
   * @param multipliedBytesPerNano a careful guess
   */
  static Offer of(
      ProductPlan plan,
      List<? extends TileRun> tiles,
      MemorySegment weights,
      MemorySegment tables,
      long multipliedBytesPerNano,
      KernelRequest request,
      Target target) {
    ProductGeometry geometry = plan.geometry();
    Segments segments = geometry.segments();
    MachineCode code =
        CodeCache.get(
            new Key(target, geometry, tiles),
            () ->
                MachineCode.of(request.op().name(), ProductCode.emit(target, geometry, tiles)));
    long unitWork =
        (long) geometry.rowsPerBlock()
            * geometry.pixels()
            * segments.rows()
            * segments.columns()
            * segments.bytes()
            * geometry.outputDepth();
    List<Step> steps = new ArrayList<>();
    for (int image = 0; image < plan.images(); image++) {
      steps.add(
          new Step(
              code,
              List.of(
                  new StateWord.Input(0, image * plan.imageInputBytes()),
                  new StateWord.Output(0, image * plan.imageOutputBytes()),
                  new StateWord.Constant(weights),
                  new StateWord.Constant(tables),
                  geometry.band() == null ? new StateWord.Literal(0) : new StateWord.Workspace(0)),
              geometry.blocks(),
              unitWork / multipliedBytesPerNano));
    }
    return Program.of(steps, geometry.band() == null ? 0 : geometry.band().bytes());
  }
}
