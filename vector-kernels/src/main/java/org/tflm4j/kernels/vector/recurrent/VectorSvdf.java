/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.recurrent;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.Svdf;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.kernels.vector.support.ChannelRequantizer;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.IntRequantizer;
import org.tflm4j.kernels.vector.support.WorkspaceLayout;
import org.tflm4j.kernels.vector.support.product.DenseProduct;
import org.tflm4j.kernels.vector.support.product.PairedFilter;
import org.tflm4j.kernels.vector.support.product.PairedRows;

/**
 * SVDF on INT8 with a state of INT8 or INT16: a dense layer over the features, then the sums over
 * time, which lie side by side for the filters of a unit. Zero points are folded into biases.
 */
public final class VectorSvdf implements Kernel {
  private static final IntegerRange INT8 = new IntegerRange(Byte.MIN_VALUE, Byte.MAX_VALUE);

  private final Svdf op;
  private final Svdf.Quantized numerics;
  private final boolean wideState;
  private final PairedFilter features;
  private final IntRequantizer toState;

  /** Widened, and padded to whole vectors. */
  private final int[] timeWeights;

  private final ChannelRequantizer toOutput;
  private final int sumsAt;
  private final int productsAt;
  private final int workspaceFloats;

  private VectorSvdf(Svdf op, Svdf.Quantized numerics, KernelRequest request) {
    this.op = op;
    this.numerics = numerics;
    this.wideState = numerics.int16State();
    ConstantBytes weights = ConstantBytes.of(request.input(Svdf.FEATURE_WEIGHTS));
    this.features =
        new PairedFilter(weights.bytes(), weights.offset(), op.filters(), op.inputDepth());
    int[] featureBias = new int[op.filters()];
    for (int filter = 0; filter < featureBias.length; filter++) {
      featureBias[filter] = -numerics.inputZeroPoint() * features.weightSum(filter);
    }
    this.toState =
        new IntRequantizer(
            featureBias,
            ChannelMultipliers.uniform(numerics.featureMultiplier(), op.filters()),
            0,
            wideState ? Short.MIN_VALUE : Byte.MIN_VALUE,
            wideState ? Short.MAX_VALUE : Byte.MAX_VALUE);
    this.timeWeights = timeWeights(request);
    this.toOutput =
        new ChannelRequantizer(
            unitBias(request),
            ChannelMultipliers.uniform(numerics.outputMultiplier(), op.units()),
            numerics.outputZeroPoint(),
            INT8);
    WorkspaceLayout layout = new WorkspaceLayout();
    layout.reserve(features.pairs());
    this.sumsAt = layout.reserve(features.blocks().paddedChannels());
    this.productsAt = layout.reserve(timeWeights.length);
    this.workspaceFloats = layout.floats();
  }

  public static KernelAnswer answer(Svdf op, KernelRequest request) {
    for (int weights = Svdf.FEATURE_WEIGHTS; weights <= Svdf.BIAS; weights++) {
      if (!request.input(weights).isConstant()) {
        return KernelAnswer.declined(
            "the vector kernel takes constant weights and a constant bias");
      }
    }
    return KernelAnswer.of(
        switch (op.numerics()) {
          case Svdf.Real real -> new VectorFloatSvdf(op, real.activation(), request);
          case Svdf.Quantized quantized -> new VectorSvdf(op, quantized, request);
        });
  }

  private int[] timeWeights(KernelRequest request) {
    ConstantBytes data = ConstantBytes.of(request.input(Svdf.TIME_WEIGHTS));
    int count = op.filters() * op.memory();
    int[] weights = new int[ElementLanes.wholeVectors(count)];
    for (int i = 0; i < count; i++) {
      weights[i] =
          wideState
              ? LittleEndian.getShort(data.bytes(), data.offset() + Short.BYTES * i)
              : data.bytes()[data.offset() + i];
    }
    return weights;
  }

  /** Returns the bias plus {@code -stateZeroPoint * sum(weights)}; sums wrap, as in TFLM. */
  private int[] unitBias(KernelRequest request) {
    ConstantBytes data = ConstantBytes.of(request.input(Svdf.BIAS));
    int[] bias = new int[op.units()];
    int steps = op.rank() * op.memory();
    for (int unit = 0; unit < bias.length; unit++) {
      int sum = 0;
      for (int i = unit * steps; i < (unit + 1) * steps; i++) {
        sum += timeWeights[i];
      }
      bias[unit] =
          LittleEndian.getInt(data.bytes(), data.offset() + Integer.BYTES * unit)
              - numerics.stateZeroPoint() * sum;
    }
    return bias;
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.workspace(workspaceFloats)
        .holding(
            features.heldBytes()
                + toState.heldBytes()
                + toOutput.heldBytes()
                + (long) Integer.BYTES * timeWeights.length);
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(Svdf.INPUT);
    Tensor state = context.input(Svdf.STATE);
    Tensor output = context.output(Svdf.OUTPUT);
    float[] space = context.workspace();
    shift(state);
    for (int batch = 0; batch < op.batches(); batch++) {
      int inputAt = input.offset() + batch * op.inputDepth();
      PairedRows.widenRow(input.data(), inputAt, space, 0, op.inputDepth());
      DenseProduct.multiply(features, space, 0, 1, sumsAt, 0);
      toState.apply(space, sumsAt, 0, 1, 0, op.filters());
      append(space, state, batch);
      sumOverTime(space, state, batch);
      int outputAt = output.offset() + batch * op.units();
      toOutput.apply(space, sumsAt, 0, 1, 0, op.units(), output.data(), outputAt, 0);
    }
  }

  /** Shifts the whole state by one element, to make room for the last step of every filter. */
  static void shift(Tensor state) {
    int bytes = state.type().bytes();
    System.arraycopy(
        state.data(),
        state.offset() + bytes,
        state.data(),
        state.offset(),
        state.byteSize() - bytes);
  }

  /** Writes the last step of every filter, cut to the width of the state as in TFLM. */
  private void append(float[] space, Tensor state, int batch) {
    int last = batch * op.filters() * op.memory() + op.memory() - 1;
    byte[] data = state.data();
    for (int filter = 0; filter < op.filters(); filter++, last += op.memory()) {
      int value = Float.floatToRawIntBits(space[sumsAt + filter]) + numerics.stateZeroPoint();
      if (wideState) {
        LittleEndian.putShort(data, state.offset() + Short.BYTES * last, (short) value);
      } else {
        data[state.offset() + last] = (byte) value;
      }
    }
  }

  private void sumOverTime(float[] space, Tensor state, int batch) {
    int count = op.filters() * op.memory();
    int stateAt = state.offset() + batch * count * state.type().bytes();
    ElementLanes.widen(state.type(), state.data(), stateAt, count, space, productsAt);
    SvdfTimeProducts.ints(space, productsAt, timeWeights);
    int steps = op.rank() * op.memory();
    int at = productsAt;
    for (int unit = 0; unit < op.units(); unit++) {
      int sum = 0;
      for (int end = at + steps; at < end; at++) {
        sum += Float.floatToRawIntBits(space[at]);
      }
      space[sumsAt + unit] = Float.intBitsToFloat(sum);
    }
  }
}
