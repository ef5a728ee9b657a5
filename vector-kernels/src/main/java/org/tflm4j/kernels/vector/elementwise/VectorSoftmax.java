/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.elementwise;

import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Softmax;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.Int8Lanes;
import org.tflm4j.kernels.vector.support.LaneAverage;
import org.tflm4j.kernels.vector.support.LaneExponential;
import org.tflm4j.kernels.vector.support.LaneRange;
import org.tflm4j.kernels.vector.support.LaneReduction;

/** SOFTMAX: row by row, as lanes. The arithmetic of each type is a {@link RowFunction}. */
public final class VectorSoftmax implements Kernel {
  /** Rows shorter than this are as fast without vectors: most of their time is the division. */
  private static final int MIN_DEPTH = 16;

  /** Turns the lanes of a row into those of the output, less the output's zero point. */
  interface RowFunction {
    /**
     * Computes a row in place.
     *
     * @param lanes the row from lane 0 on; behind it, from the next whole vector on, room for two
     *     rows and a vector
     */
    void apply(float[] lanes, int depth);

    /** Returns the bytes that this object holds. */
    long heldBytes();
  }

  private final Softmax op;
  private final TensorType inputType;
  private final TensorType outputType;
  private final int zeroPoint;
  private final LaneRange range;
  private final RowFunction function;

  private VectorSoftmax(Softmax op, KernelRequest request, int zeroPoint, RowFunction function) {
    this.op = op;
    this.inputType = request.inputType(Softmax.INPUT);
    this.outputType = request.output(Softmax.OUTPUT).type();
    this.zeroPoint = zeroPoint;
    this.range = LaneRange.of(outputType);
    this.function = function;
  }

  /** Answers a request for SOFTMAX. */
  public static KernelAnswer answer(Softmax op, KernelRequest request) {
    if (op.depth() < MIN_DEPTH) {
      return KernelAnswer.declined(
          "rows of " + op.depth() + " elements are as fast without vectors");
    }
    if (op.depth() > Int8Lanes.MAX_BAND_FLOATS / 4) {
      return KernelAnswer.declined(
          "rows of " + op.depth() + " elements are too long for the vector kernel");
    }
    TensorType output = request.output(Softmax.OUTPUT).type();
    return KernelAnswer.of(
        switch (op.numerics()) {
          case Softmax.Real(float beta) -> new VectorSoftmax(op, request, 0, new OfFloat32(beta));
          case Softmax.Int8 numerics ->
              new VectorSoftmax(
                  op,
                  request,
                  LaneRange.of(output).min(),
                  new SoftmaxOfInt8(numerics, output.bits()));
          case Softmax.Int16(QuantizedMultiplier inputMultiplier) ->
              new VectorSoftmax(op, request, 0, new SoftmaxOfInt16(inputMultiplier));
        });
  }

  @Override
  public KernelMemory memory() {
    int row = ElementLanes.wholeVectors(op.depth());
    return KernelMemory.workspace(3 * row + FLOATS.length()).holding(function.heldBytes());
  }

  /** A row is widened before it is written; narrower elements do not catch up with the reads. */
  @Override
  public List<InputOverlap> overlaps() {
    return outputType.bytes() <= inputType.bytes()
        ? List.of(InputOverlap.inPlace(Softmax.INPUT))
        : List.of();
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(Softmax.INPUT);
    Tensor output = context.output(Softmax.OUTPUT);
    float[] lanes = context.workspace();
    int depth = op.depth();
    for (int row = 0; row < op.outerSize(); row++) {
      int from = input.offset() + row * depth * inputType.bytes();
      int to = output.offset() + row * depth * outputType.bytes();
      ElementLanes.widen(inputType, input.data(), from, depth, lanes, 0);
      function.apply(lanes, depth);
      ElementLanes.store(outputType, lanes, 0, depth, zeroPoint, range, output.data(), to);
    }
  }

  /** The difference to the largest element, times beta; the sum in an order of its own. */
  private record OfFloat32(float beta) implements RowFunction {
    @Override
    public void apply(float[] lanes, int depth) {
      int spare = ElementLanes.wholeVectors(depth);
      float max = LaneReduction.FLOAT_MAX.ofRun(lanes, 0, depth, spare);
      for (int i = 0; i < depth; i += FLOATS.length()) {
        FloatVector.fromArray(FLOATS, lanes, i).sub(max).mul(beta).intoArray(lanes, i);
      }
      LaneExponential.exp(lanes, 0, depth);
      LaneAverage.ofFloats(lanes, 0, depth, LaneReduction.FLOAT_SUM.ofRun(lanes, 0, depth, spare));
    }

    @Override
    public long heldBytes() {
      return 0;
    }
  }
}
