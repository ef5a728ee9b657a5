/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.op.DepthwiseConv2D;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.op.WeightedNumerics.Real;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.code.Tier;
import org.tflm4j.kernels.jit.requantization.AccumulatorRanges;
import org.tflm4j.kernels.jit.requantization.RequantizationPlan;
import org.tflm4j.kernels.jit.support.CodeCache;
import org.tflm4j.kernels.jit.support.Constants;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.Program;
import org.tflm4j.kernels.jit.support.StateWord;
import org.tflm4j.kernels.jit.support.Step;
import org.tflm4j.kernels.jit.support.product.ChannelTables;
import org.tflm4j.kernels.jit.support.product.DotProductTables;
import org.tflm4j.kernels.jit.support.product.Epilogue;

/** DEPTHWISE_CONV_2D with constant INT8 or INT4 filters. */
public final class JitDepthwiseConv2D {
  private static final int TOP_BIT = 128;

  /** A careful guess: a tenth of what a core with AVX-512 does. */
  private static final long MULTIPLY_ADDS_PER_NANO = 5;

  private JitDepthwiseConv2D() {}

  /** What the code depends on. */
  private record Key(DepthwiseGeometry geometry, Epilogue epilogue) {}

  /** Returns how the operator is computed, or why it is not. */
  static Offer create(DepthwiseConv2D op, KernelRequest request, Target target) {
    if (target.tier() != Tier.AVX512_VNNI) {
      return Offer.declined(
          "there is no machine code for DEPTHWISE_CONV_2D of tier " + target.tier().text());
    }
    return switch (op.numerics()) {
      case Quantized numerics -> quantized(op, numerics, request);
      case Real real -> Offer.declined("there is no machine code for DEPTHWISE_CONV_2D of FLOAT32");
    };
  }

  private static Offer quantized(DepthwiseConv2D op, Quantized numerics, KernelRequest request) {
    TensorSpec input = request.input(DepthwiseConv2D.INPUT);
    TensorSpec filter = request.input(DepthwiseConv2D.FILTER);
    TensorSpec output = request.output(DepthwiseConv2D.OUTPUT);
    TensorSpec bias =
        request.hasInput(DepthwiseConv2D.BIAS) ? request.input(DepthwiseConv2D.BIAS) : null;
    if (input.type() != TensorType.INT8) {
      return Offer.declined("there is no machine code for DEPTHWISE_CONV_2D of INT16");
    }
    if (!filter.isConstant() || (bias != null && !bias.isConstant())) {
      return Offer.declined("its filter or bias is not a constant");
    }
    if (input.isConstant()) {
      return Offer.declined("its input is a constant");
    }
    DepthwiseGeometry geometry =
        DepthwiseGeometry.of(op.window(), op.depthMultiplier(), input.shape(), output.shape());
    int[] biases = Constants.int32s(bias, geometry.outputDepth());
    Window window = op.window();
    int taps = window.filterHeight() * window.filterWidth();
    Constants.Int8s weightBytes = Constants.int8s(filter);
    RequantizationPlan requantization =
        RequantizationPlan.of(
            numerics.multipliers(),
            numerics.outputZeroPoint(),
            numerics.activation(),
            AccumulatorRanges.ofWeights(
                biases,
                weightBytes.bytes(),
                weightBytes.offset(),
                1,
                taps,
                geometry.outputDepth(),
                numerics.inputZeroPoint()));
    Epilogue epilogue = DotProductTables.epilogue(requantization, requantization.sequence());
    Arena memory = request.memory();
    MemorySegment weights = memory.allocate((long) geometry.groups() * geometry.weightBytes(), 64);
    MemorySegment tables =
        memory.allocate(
            ChannelTables.PARAMETERS + (long) geometry.groups() * ChannelTables.BYTES, 64);
    DotProductTables.parameters(tables, numerics);
    pack(geometry, numerics, weightBytes, biases, requantization, weights, tables);
    MachineCode code =
        CodeCache.get(
            new Key(geometry, epilogue),
            () -> MachineCode.of(op.name(), DepthwiseCode.emit(geometry, epilogue)));
    List<Step> steps = new ArrayList<>();
    long rowWork = (long) geometry.pixels() * geometry.outputDepth() * taps;
    for (int image = 0; image < input.shape().dimension(0); image++) {
      steps.add(
          new Step(
              code,
              List.of(
                  new StateWord.Input(
                      0, (long) image * geometry.imageRows() * geometry.imageRowBytes()),
                  new StateWord.Output(
                      0,
                      (long) image * geometry.rows() * geometry.pixels() * geometry.outputDepth()),
                  new StateWord.Constant(weights),
                  new StateWord.Constant(tables),
                  new StateWord.Workspace(0)),
              geometry.blocks(),
              geometry.rowsPerBlock() * rowWork / MULTIPLY_ADDS_PER_NANO));
    }
    return Program.of(steps, geometry.workspaceBytes());
  }

  /**
   * Packs weights as [group][row of the block][quad][column][lane][4], and the channels' tables.
   */
  private static void pack(
      DepthwiseGeometry geometry,
      Quantized numerics,
      Constants.Int8s filter,
      int[] bias,
      RequantizationPlan requantization,
      MemorySegment weights,
      MemorySegment tables) {
    Window window = geometry.window();
    int depth = geometry.outputDepth();
    for (int group = 0; group < geometry.groups(); group++) {
      long groupAt = (long) group * geometry.weightBytes();
      for (int lane = 0; lane < DepthwiseGeometry.LANES; lane++) {
        int channel = geometry.channel(group, lane);
        if (channel < 0) {
          continue;
        }
        int sum = 0;
        for (int y = 0; y < window.filterHeight(); y++) {
          for (int x = 0; x < window.filterWidth(); x++) {
            int at = filter.offset() + (y * window.filterWidth() + x) * depth + channel;
            byte weight = filter.bytes()[at];
            sum += weight;
            for (int row = 0; row < geometry.rowsPerBlock(); row++) {
              int of = y + row * window.strideHeight();
              long to = ((long) row * geometry.quads() + of / 4) * window.filterWidth() + x;
              weights.set(ValueLayout.JAVA_BYTE, groupAt + 64 * to + 4L * lane + of % 4, weight);
            }
          }
        }
        DotProductTables.channel(
            tables,
            ChannelTables.PARAMETERS + (long) group * ChannelTables.BYTES + 4L * lane,
            requantization,
            requantization.sequence() == RequantizationPlan.Sequence.INTEGER,
            channel,
            bias[channel] - (numerics.inputZeroPoint() + TOP_BIT) * sum);
      }
      if (geometry.depthMultiplier() > 1) {
        int first = DepthwiseGeometry.LANES * group / geometry.depthMultiplier();
        for (int lane = 0; lane < DepthwiseGeometry.LANES; lane++) {
          int from = (DepthwiseGeometry.LANES * group + lane) / geometry.depthMultiplier() - first;
          weights.set(
              ValueLayout.JAVA_INT, groupAt + geometry.weightBytes() - 64 + 4L * lane, from);
        }
      }
    }
  }
}
