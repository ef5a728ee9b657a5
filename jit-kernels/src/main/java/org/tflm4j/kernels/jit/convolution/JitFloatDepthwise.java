/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.op.DepthwiseConv2D;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.CodeCache;
import org.tflm4j.kernels.jit.support.Constants;
import org.tflm4j.kernels.jit.support.DotForm;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.Program;
import org.tflm4j.kernels.jit.support.StateWord;
import org.tflm4j.kernels.jit.support.Step;
import org.tflm4j.kernels.jit.support.WeightedLayer;
import org.tflm4j.kernels.jit.support.product.FloatProductProgram;
import org.tflm4j.kernels.jit.support.product.FloatWeights;

/** DEPTHWISE_CONV_2D with constant FLOAT32 filters. */
final class JitFloatDepthwise {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final long ALIGNMENT = 64;

  /** A careful guess: a tenth of what a core with AVX-512 does, a fifth with AVX2. */
  private static final long MULTIPLY_ADDS_PER_NANO = 4;

  private JitFloatDepthwise() {}

  /** What the code depends on. */
  private record Key(FloatDepthwiseGeometry geometry, Target target) {}

  /** Returns how the operator is computed. */
  static Offer create(
      DepthwiseConv2D op,
      RealRange activation,
      WeightedLayer layer,
      KernelRequest request,
      Target target) {
    Shape input = layer.input().shape();
    Shape output = layer.output().shape();
    FloatDepthwiseGeometry geometry =
        FloatDepthwiseGeometry.of(op.window(), input, output, target.vectorBytes());
    if (op.depthMultiplier() > 1 || geometry.isTooLong()) {
      return grouped(op, activation, layer, request, target);
    }
    MemorySegment weights = pack(geometry, activation, layer, request);
    MachineCode code =
        CodeCache.get(
            new Key(geometry, target),
            () -> MachineCode.of(op.name(), FloatDepthwiseCode.emit(geometry, target)));
    long inputBytes = (long) geometry.imageRows() * geometry.imageWidth() * geometry.pixelBytes();
    long outputBytes = (long) geometry.rows() * geometry.pixels() * geometry.pixelBytes();
    long rowWork = (long) geometry.pixels() * geometry.depth() * geometry.taps();
    List<Step> steps = new ArrayList<>();
    for (int image = 0; image < input.dimension(0); image++) {
      steps.add(
          new Step(
              code,
              List.of(
                  new StateWord.Input(DepthwiseConv2D.INPUT, image * inputBytes),
                  new StateWord.Output(DepthwiseConv2D.OUTPUT, image * outputBytes),
                  new StateWord.Constant(weights)),
              geometry.blocks(),
              geometry.tileRows() * rowWork / MULTIPLY_ADDS_PER_NANO));
    }
    return Program.of(steps, 0);
  }

  /** Returns how the operator is computed as a convolution with a group for each input channel. */
  private static Offer grouped(
      DepthwiseConv2D op,
      RealRange activation,
      WeightedLayer layer,
      KernelRequest request,
      Target target) {
    Shape input = layer.input().shape();
    Shape output = layer.output().shape();
    ConstantBytes filter = ConstantBytes.of(layer.filter());
    int depth = output.dimension(3);
    int taps = op.window().filterHeight() * op.window().filterWidth();
    return FloatProductProgram.of(
        ConvolutionPlan.of(DotForm.FLOATS, op.window(), input.dimension(3), input, output),
        activation,
        new FloatWeights(filter.bytes(), filter.offset(), 1, depth, taps),
        layer,
        request,
        target);
  }

  /** Packs limits, weights and biases. */
  private static MemorySegment pack(
      FloatDepthwiseGeometry geometry,
      RealRange activation,
      WeightedLayer layer,
      KernelRequest request) {
    int channels = 0;
    for (FloatDepthwiseGeometry.Piece piece : geometry.pieces()) {
      channels += piece.repeats() * piece.lanes();
    }
    long bytes = (long) Float.BYTES * channels * (geometry.taps() + 1);
    MemorySegment packed =
        request.memory().allocate(FloatDepthwiseCode.PARAMETERS + bytes, ALIGNMENT);
    packed.set(ValueLayout.JAVA_FLOAT, FloatDepthwiseCode.MIN, activation.min());
    packed.set(ValueLayout.JAVA_FLOAT, FloatDepthwiseCode.MAX, activation.max());
    ConstantBytes filter = ConstantBytes.of(layer.filter());
    int[] biases = Constants.int32s(layer.bias(), geometry.depth());
    long to = FloatDepthwiseCode.PARAMETERS;
    for (FloatDepthwiseGeometry.Piece piece : geometry.pieces()) {
      for (int vector = 0; vector < piece.repeats(); vector++) {
        int first = piece.channel() + vector * piece.lanes();
        for (int tap = 0; tap < geometry.taps(); tap++) {
          int from = filter.offset() + Float.BYTES * (tap * geometry.depth() + first);
          for (int lane = 0; lane < piece.lanes(); lane++) {
            packed.set(INT, to, LittleEndian.getInt(filter.bytes(), from));
            from += Float.BYTES;
            to += Float.BYTES;
          }
        }
        for (int lane = 0; lane < piece.lanes(); lane++) {
          packed.set(INT, to, biases[first + lane]);
          to += Float.BYTES;
        }
      }
    }
    return packed;
  }
}
