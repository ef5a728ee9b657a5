/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.op.WeightedNumerics.Real;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.support.CodeCache;
import org.tflm4j.kernels.jit.support.Constants;
import org.tflm4j.kernels.jit.support.DotProductTables;
import org.tflm4j.kernels.jit.support.Epilogue;
import org.tflm4j.kernels.jit.support.JitKernel;
import org.tflm4j.kernels.jit.support.Program;
import org.tflm4j.kernels.jit.support.StateWord;
import org.tflm4j.kernels.jit.support.Step;
import org.tflm4j.kernels.jit.support.TilePlan;

/** CONV_2D with constant INT8 or INT4 filters. */
public final class JitConv2D {
  /** Sums of more products of INT8 could leave 32 bits. */
  private static final int MOST_TAPS = 131_000;

  /** A careful guess: a tenth of what a core with AVX-512 does. */
  private static final long MULTIPLY_ADDS_PER_NANO = 20;

  private JitConv2D() {}

  /** What the code depends on. */
  private record Key(ConvolutionGeometry geometry, TilePlan tiles, Epilogue epilogue) {}

  /** Returns the kernel, or why there is none. */
  public static KernelAnswer answer(Conv2D op, KernelRequest request) {
    return switch (op.numerics()) {
      case Quantized numerics -> quantized(op, numerics, request);
      case Real real -> KernelAnswer.declined("there is no machine code for CONV_2D of FLOAT32");
    };
  }

  private static KernelAnswer quantized(Conv2D op, Quantized numerics, KernelRequest request) {
    TensorSpec filter = request.input(Conv2D.FILTER);
    TensorSpec bias = request.hasInput(Conv2D.BIAS) ? request.input(Conv2D.BIAS) : null;
    if (request.inputType(Conv2D.INPUT) != TensorType.INT8) {
      return KernelAnswer.declined("there is no machine code for CONV_2D of INT16");
    }
    if (!filter.isConstant() || (bias != null && !bias.isConstant())) {
      return KernelAnswer.declined("its filter or bias is not a constant");
    }
    if (request.input(Conv2D.INPUT).isConstant()) {
      return KernelAnswer.declined("its input is a constant");
    }
    TensorSpec input = request.input(Conv2D.INPUT);
    TensorSpec output = request.output(Conv2D.OUTPUT);
    ConvolutionPlan plan =
        ConvolutionPlan.of(op.window(), op.groups(), input.shape(), output.shape());
    return program(plan, numerics, filter, bias, request);
  }

  /** Returns the answer for a product that a plan describes. */
  static KernelAnswer program(
      ConvolutionPlan plan,
      Quantized numerics,
      TensorSpec filter,
      TensorSpec bias,
      KernelRequest request) {
    ConvolutionGeometry geometry = plan.geometry();
    int taps = geometry.segments().rows() * geometry.segments().columns()
        * geometry.segments().bytes();
    if (taps > MOST_TAPS) {
      return KernelAnswer.declined("sums of " + taps + " products may leave 32 bits");
    }
    TilePlan tiles = TilePlan.of(geometry.pixels(), geometry.groupDepth());
    Constants.Int8s weights = Constants.int8s(filter);
    DotProductTables tables =
        DotProductTables.pack(
            geometry.segments(),
            tiles,
            geometry.groups(),
            numerics,
            weights.bytes(),
            weights.offset(),
            Constants.int32s(bias, geometry.outputDepth()),
            request.memory());
    MachineCode code =
        CodeCache.get(
            new Key(geometry, tiles, tables.epilogue()),
            () ->
                MachineCode.of(
                    request.op().name(),
                    ConvolutionCode.emit(geometry, tiles.runs(), tables.epilogue())));
    List<Step> steps = new ArrayList<>();
    long unitWork =
        (long) geometry.rowsPerBlock() * geometry.pixels() * taps * geometry.outputDepth();
    for (int image = 0; image < plan.images(); image++) {
      steps.add(
          new Step(
              code,
              List.of(
                  new StateWord.Input(0, image * plan.imageInputBytes()),
                  new StateWord.Output(0, image * plan.imageOutputBytes()),
                  new StateWord.Constant(tables.weights()),
                  new StateWord.Constant(tables.tables()),
                  geometry.band() == null
                      ? new StateWord.Number(0)
                      : new StateWord.Workspace(0)),
              geometry.blocks(),
              unitWork / MULTIPLY_ADDS_PER_NANO));
    }
    return KernelAnswer.of(
        new JitKernel(
            Program.of(steps, geometry.band() == null ? 0 : geometry.band().bytes())));
  }
}
