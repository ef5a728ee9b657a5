/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.op.TransposeConv;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.op.WeightedNumerics.Real;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.DotForm;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.Program;
import org.tflm4j.kernels.jit.support.Step;
import org.tflm4j.kernels.jit.support.WeightedLayer;
import org.tflm4j.kernels.jit.support.product.FloatProductProgram;
import org.tflm4j.kernels.jit.support.product.FloatWeights;
import org.tflm4j.kernels.jit.support.product.ProductPlan;
import org.tflm4j.kernels.jit.support.product.ProductProgram;

/**
 * TRANSPOSE_CONV with constant INT8 or FLOAT32 filters: for each phase of the rows and of the
 * columns, see {@link TransposePhase}, a convolution that writes every stride-th output pixel.
 */
final class JitTransposeConv {
  private JitTransposeConv() {}

  /** Returns how the operator is computed, or why it is not. */
  static Offer create(TransposeConv op, KernelRequest request, Target target) {
    WeightedLayer layer =
        WeightedLayer.of(request, TransposeConv.INPUT, TransposeConv.FILTER, TransposeConv.BIAS);
    boolean real = op.numerics() instanceof Real;
    Offer refusal = layer.refusal(request, real ? TensorType.FLOAT32 : TensorType.INT8);
    if (refusal != null) {
      return refusal;
    }
    Window window = op.window();
    Shape output = layer.output().shape();
    List<TransposePhase> columns =
        TransposePhase.of(
            output.dimension(2), window.filterWidth(), window.strideWidth(), window.paddingLeft());
    List<Step> steps = new ArrayList<>();
    long workspace = 0;
    for (TransposePhase rows :
        TransposePhase.of(
            output.dimension(1),
            window.filterHeight(),
            window.strideHeight(),
            window.paddingTop())) {
      for (TransposePhase column : columns) {
        Offer offer = phase(op, layer, rows, column, request, target);
        if (!(offer instanceof Program program)) {
          return offer;
        }
        steps.addAll(program.steps());
        workspace = Math.max(workspace, program.workspaceBytes());
      }
    }
    return Program.of(steps, workspace);
  }

  private static Offer phase(
      TransposeConv op,
      WeightedLayer layer,
      TransposePhase rows,
      TransposePhase columns,
      KernelRequest request,
      Target target) {
    Shape input = layer.input().shape();
    Shape output = layer.output().shape();
    boolean empty = rows.taps() == 0 || columns.taps() == 0;
    if (!empty && (rows.padding() < 0 || columns.padding() < 0)) {
      return Offer.declined("its padding is larger than a filter of its strides needs");
    }
    // Without taps: one of weight 0, which meets padding alone.
    Window window =
        empty
            ? new Window(1, 1, 1, 1, 1, 1, rows.count(), 0)
            : new Window(
                rows.taps(), columns.taps(), 1, 1, 1, 1, rows.padding(), columns.padding());
    int pixel = output.dimension(3);
    int row = output.dimension(2) * pixel;
    ConvolutionPlan.OutputGrid grid =
        new ConvolutionPlan.OutputGrid(
            (long) rows.first() * row + (long) columns.first() * pixel,
            op.window().strideWidth() * pixel,
            op.window().strideHeight() * row,
            (long) output.dimension(1) * row);
    DotForm form = op.numerics() instanceof Real ? DotForm.FLOATS : DotForm.of(target);
    ProductPlan plan =
        ConvolutionPlan.spread(
            form,
            window,
            TransposeConv.INPUT,
            input,
            Shape.of(input.dimension(0), rows.count(), columns.count(), pixel),
            grid);
    TensorSpec filter = filter(op.window(), layer.filter(), rows, columns);
    WeightedLayer part = new WeightedLayer(layer.input(), filter, layer.bias(), layer.output());
    return switch (op.numerics()) {
      case Quantized numerics -> ProductProgram.of(plan, numerics, part, request, target);
      case Real real ->
          FloatProductProgram.of(
              plan,
              real.activation(),
              FloatWeights.of(filter, filter.elementCount() / pixel),
              part,
              request,
              target);
    };
  }

  /** Returns the filter of a phase, [outputDepth, taps, taps, inputDepth]. */
  private static TensorSpec filter(
      Window window, TensorSpec filter, TransposePhase rows, TransposePhase columns) {
    ConstantBytes from = ConstantBytes.of(filter);
    int outputDepth = filter.shape().dimension(0);
    int height = Math.max(1, rows.taps());
    int width = Math.max(1, columns.taps());
    boolean empty = rows.taps() == 0 || columns.taps() == 0;
    Shape shape =
        empty
            ? Shape.of(outputDepth, 1, 1, filter.shape().dimension(3))
            : Shape.of(outputDepth, height, width, filter.shape().dimension(3));
    int pixelBytes = filter.type().bytes() * filter.shape().dimension(3);
    byte[] bytes = new byte[shape.elementCount() * filter.type().bytes()];
    int to = 0;
    for (int channel = 0; channel < outputDepth && !empty; channel++) {
      for (int y = height - 1; y >= 0; y--) {
        int filterY = rows.filterFirst() + y * window.strideHeight();
        for (int x = width - 1; x >= 0; x--) {
          int filterX = columns.filterFirst() + x * window.strideWidth();
          int tap = (channel * window.filterHeight() + filterY) * window.filterWidth() + filterX;
          System.arraycopy(from.bytes(), from.offset() + tap * pixelBytes, bytes, to, pixelBytes);
          to += pixelBytes;
        }
      }
    }
    return new TensorSpec(
        filter.index(),
        filter.name(),
        filter.type(),
        shape,
        filter.quantization(),
        false,
        new ConstantData(bytes, 0, bytes.length));
  }
}
