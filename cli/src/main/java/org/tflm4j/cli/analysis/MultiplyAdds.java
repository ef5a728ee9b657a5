/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.BatchMatMul;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.DepthwiseConv2D;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.op.SignalEnergy;
import org.tflm4j.api.op.SignalFilterBank;
import org.tflm4j.api.op.SignalWindow;
import org.tflm4j.api.op.Svdf;
import org.tflm4j.api.op.TransposeConv;
import org.tflm4j.api.op.UnaryMath;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.cli.device.OperatorTensors;

/**
 * Counts the products of input elements, as tools for embedded models do: those of the window's
 * taps in the padding count, those of zero points, requantization and activation functions do not.
 * FFTs are not counted, because their products depend on the algorithm.
 */
final class MultiplyAdds {
  private MultiplyAdds() {}

  /** Returns the products that an operator sums up in one invocation. */
  static long summed(OperatorTensors operator) {
    return switch (operator.op()) {
      case Conv2D conv ->
          // One row of the filter, [height, width, depth / groups], for every output element.
          elements(operator.output(Conv2D.OUTPUT))
              * (elements(operator.input(Conv2D.FILTER)) / outputDepth(operator));
      case DepthwiseConv2D conv ->
          elements(operator.output(DepthwiseConv2D.OUTPUT)) * taps(conv.window());
      case TransposeConv conv ->
          // Every input element meets every tap of every output channel.
          elements(operator.input(TransposeConv.INPUT))
              * taps(conv.window())
              * outputDepth(operator);
      case FullyConnected dense ->
          (long) dense.batches() * dense.accumDepth() * dense.outputDepth();
      case BatchMatMul matMul ->
          elements(operator.output(BatchMatMul.OUTPUT)) * matMul.accumDepth();
      case Svdf svdf ->
          (long) svdf.batches() * svdf.filters() * (svdf.inputDepth() + (long) svdf.memory());
      case UnidirectionalSequenceLstm lstm ->
          // Four gates, each over the input and the hidden state.
          4L
              * lstm.batches()
              * lstm.timeSteps()
              * lstm.stateDepth()
              * (lstm.inputDepth() + (long) lstm.stateDepth());
      case SignalFilterBank bank ->
          2 * bandWidths(operator.input(SignalFilterBank.WIDTHS), bank.channels() + 1);
      case SignalEnergy energy -> 2L * (energy.endIndex() - energy.startIndex());
      default -> 0;
    };
  }

  /** Returns the products that an operator does not sum up. */
  static long elementwise(OperatorTensors operator) {
    return switch (operator.op()) {
      case Arithmetic arithmetic ->
          switch (arithmetic.kind()) {
            case MUL, SQUARED_DIFFERENCE -> elements(operator.output(Arithmetic.OUTPUT));
            case ADD, SUB, DIV -> 0;
          };
      case UnaryMath(var kind) ->
          kind == UnaryMath.Kind.SQUARE ? elements(operator.output(UnaryMath.OUTPUT)) : 0;
      case SignalWindow window -> (long) window.frames() * window.frameSize();
      // Input gate times cell gate, forget gate times cell state, output gate times its tanh.
      case UnidirectionalSequenceLstm lstm ->
          3L * lstm.batches() * lstm.timeSteps() * lstm.stateDepth();
      default -> 0;
    };
  }

  private static long elements(TensorSpec tensor) {
    return tensor.elementCount();
  }

  private static int outputDepth(OperatorTensors operator) {
    return Math.max(operator.output(0).shape().lastDimension(), 1);
  }

  private static long taps(Window window) {
    return (long) window.filterHeight() * window.filterWidth();
  }

  /**
   * Every number of a band has a weight and an unweight. Widths that are not constant count as 0.
   */
  private static long bandWidths(TensorSpec widths, int bands) {
    if (!widths.isConstant()) {
      return 0;
    }
    ConstantBytes data = ConstantBytes.of(widths);
    long sum = 0;
    for (int band = 0; band < bands; band++) {
      int at = data.offset() + Short.BYTES * band;
      sum += (data.bytes()[at] & 0xFF) | data.bytes()[at + 1] << 8;
    }
    return sum;
  }
}
