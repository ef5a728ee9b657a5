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
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.requantization.AccumulatorRanges;
import org.tflm4j.kernels.jit.requantization.RequantizationPlan;
import org.tflm4j.kernels.jit.support.CodeCache;
import org.tflm4j.kernels.jit.support.Constants;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.Program;
import org.tflm4j.kernels.jit.support.StateWord;
import org.tflm4j.kernels.jit.support.Step;
import org.tflm4j.kernels.jit.support.WeightedLayer;
import org.tflm4j.kernels.jit.support.product.ChannelNumbers;
import org.tflm4j.kernels.jit.support.product.ChannelTables;
import org.tflm4j.kernels.jit.support.product.DotProductTables;
import org.tflm4j.kernels.jit.support.product.Epilogue;

/** DEPTHWISE_CONV_2D with constant INT8, INT4 or FLOAT32 filters. */
public final class JitDepthwiseConv2D {
  /** A careful guess: a tenth of what a core with AVX-512 does, a quarter with AVX2. */
  private static final long MULTIPLY_ADDS_PER_NANO = 5;

  private JitDepthwiseConv2D() {}

  /** What the code depends on. */
  private record Key(DepthwiseGeometry geometry, Epilogue epilogue, Target target) {}

  /** Returns how the operator is computed, or why it is not. */
  static Offer create(DepthwiseConv2D op, KernelRequest request, Target target) {
    WeightedLayer layer =
        WeightedLayer.of(
            request, DepthwiseConv2D.INPUT, DepthwiseConv2D.FILTER, DepthwiseConv2D.BIAS);
    return switch (op.numerics()) {
      case Quantized numerics -> quantized(op, numerics, layer, request, target);
      case Real real -> real(op, real, layer, request, target);
    };
  }

  private static Offer real(
      DepthwiseConv2D op, Real real, WeightedLayer layer, KernelRequest request, Target target) {
    Offer refusal = layer.refusal(request, TensorType.FLOAT32);
    return refusal != null
        ? refusal
        : JitFloatDepthwise.create(op, real.activation(), layer, request, target);
  }

  private static Offer quantized(
      DepthwiseConv2D op,
      Quantized numerics,
      WeightedLayer layer,
      KernelRequest request,
      Target target) {
    Offer refusal = layer.refusal(request, TensorType.INT8);
    if (refusal != null) {
      return refusal;
    }
    Shape input = layer.input().shape();
    DepthwiseGeometry geometry =
        DepthwiseGeometry.of(
            target, op.window(), op.depthMultiplier(), input, layer.output().shape());
    int[] biases = Constants.int32s(layer.bias(), geometry.outputDepth());
    Window window = op.window();
    int taps = window.filterHeight() * window.filterWidth();
    Constants.Int8s weightBytes = Constants.int8s(layer.filter());
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
            ChannelTables.PARAMETERS
                + (long) geometry.groups() * ChannelTables.bytes(geometry.vectorBytes()),
            64);
    DotProductTables.parameters(tables, numerics, geometry.form());
    pack(geometry, numerics, weightBytes, biases, requantization, weights, tables);
    MachineCode code =
        CodeCache.get(
            new Key(geometry, epilogue, target),
            () -> MachineCode.of(op.name(), DepthwiseCode.emit(geometry, epilogue, target)));
    List<Step> steps = new ArrayList<>();
    long rowWork = (long) geometry.pixels() * geometry.outputDepth() * taps;
    for (int image = 0; image < input.dimension(0); image++) {
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
   * Packs weights as [group][row of the block][bundle][column][lane][row of the bundle], and the
   * channels' tables.
   */
  private static void pack(
      DepthwiseGeometry geometry,
      Quantized numerics,
      Constants.Int8s filter,
      int[] bias,
      RequantizationPlan requantization,
      MemorySegment weights,
      MemorySegment tables) {
    boolean integers = requantization.sequence() == RequantizationPlan.Sequence.INTEGER;
    ChannelNumbers numbers =
        new ChannelNumbers(requantization, geometry.groups(), geometry.lanes());
    byte[] packed = new byte[geometry.groups() * geometry.weightBytes()];
    for (int group = 0; group < geometry.groups(); group++) {
      int groupAt = group * geometry.weightBytes();
      for (int lane = 0; lane < geometry.lanes(); lane++) {
        int channel = geometry.channel(group, lane);
        if (channel < 0) {
          continue;
        }
        int sum = packChannel(geometry, filter, channel, packed, groupAt, lane);
        int folded = geometry.form().folded(numerics.inputZeroPoint(), sum);
        numbers.set(group, lane, integers, channel, bias[channel] - folded);
      }
      if (geometry.depthMultiplier() > 1) {
        int first = geometry.lanes() * group / geometry.depthMultiplier();
        for (int lane = 0; lane < geometry.lanes(); lane++) {
          int from = (geometry.lanes() * group + lane) / geometry.depthMultiplier() - first;
          LittleEndian.putInt(packed, groupAt + geometry.orderAt() + Integer.BYTES * lane, from);
        }
      }
    }
    MemorySegment.copy(packed, 0, weights, ValueLayout.JAVA_BYTE, 0, packed.length);
    numbers.write(tables);
  }

  /** Packs the weights of one channel; returns their sum. */
  private static int packChannel(
      DepthwiseGeometry geometry,
      Constants.Int8s filter,
      int channel,
      byte[] packed,
      int groupAt,
      int lane) {
    Window window = geometry.window();
    int rows = geometry.rowsOfBundle();
    int sum = 0;
    for (int y = 0; y < window.filterHeight(); y++) {
      for (int x = 0; x < window.filterWidth(); x++) {
        int tap = (y * window.filterWidth() + x) * geometry.outputDepth() + channel;
        byte weight = filter.bytes()[filter.offset() + tap];
        sum += weight;
        for (int row = 0; row < geometry.rowsPerBlock(); row++) {
          int of = y + row * window.strideHeight();
          int vector = (row * geometry.bundles() + of / rows) * window.filterWidth() + x;
          packed[groupAt + geometry.weightVectorBytes() * vector + rows * lane + of % rows] =
              weight;
        }
      }
    }
    return sum;
  }
}
