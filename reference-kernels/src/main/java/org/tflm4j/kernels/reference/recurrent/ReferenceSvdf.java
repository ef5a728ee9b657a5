/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.recurrent;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Svdf;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.reference.support.IntegerDot;
import org.tflm4j.kernels.reference.support.Requantizer;

/**
 * SVDF on integers, with a state of INT8 or INT16. Mirrors {@code EvalIntegerSvdfReference} of
 * {@code micro/kernels/svdf_common.cc}. It needs none of its scratch, since each unit's sum is
 * computed at once.
 */
final class ReferenceSvdf implements Kernel {
  private static final IntegerDot FEATURE_DOT = IntegerDot.forInput(TensorType.INT8);

  private final Svdf op;
  private final Svdf.Quantized numerics;
  private final int stateBytes;
  private final int stateMin;
  private final int stateMax;
  private final IntegerDot timeDot;

  private ReferenceSvdf(Svdf op, Svdf.Quantized numerics) {
    this.op = op;
    this.numerics = numerics;
    boolean wide = numerics.int16State();
    this.stateBytes = wide ? Short.BYTES : Byte.BYTES;
    this.stateMin = wide ? Short.MIN_VALUE : Byte.MIN_VALUE;
    this.stateMax = wide ? Short.MAX_VALUE : Byte.MAX_VALUE;
    this.timeDot = wide ? ReferenceSvdf::int16Dot : IntegerDot.forInput(TensorType.INT8);
  }

  static Kernel create(Svdf op, KernelRequest request) {
    return switch (op.numerics()) {
      case Svdf.Real real -> new ReferenceFloatSvdf(op, real.activation());
      case Svdf.Quantized quantized -> new ReferenceSvdf(op, quantized);
    };
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

  @Override
  public void eval(KernelContext context) {
    Tensor state = context.input(Svdf.STATE);
    shift(state);
    append(context.input(Svdf.INPUT), context.input(Svdf.FEATURE_WEIGHTS), state);
    sum(context, context.input(Svdf.TIME_WEIGHTS), context.input(Svdf.BIAS), state);
  }

  private void append(Tensor input, Tensor featureWeights, Tensor state) {
    int depth = op.inputDepth();
    int filters = op.filters();
    for (int batch = 0; batch < op.batches(); batch++) {
      for (int filter = 0; filter < filters; filter++) {
        int feature =
            (int)
                FEATURE_DOT.dot(
                    input.data(),
                    input.offset() + batch * depth,
                    numerics.inputZeroPoint(),
                    featureWeights.data(),
                    featureWeights.offset() + filter * depth,
                    0,
                    depth);
        int scaled = numerics.featureMultiplier().apply(feature);
        // Clamped before the zero point is added, and cut to the width of the state, as in TFLM.
        int value = Math.min(Math.max(scaled, stateMin), stateMax) + numerics.stateZeroPoint();
        Requantizer.store(state, (batch * filters + filter) * op.memory() + op.memory() - 1, value);
      }
    }
  }

  private void sum(KernelContext context, Tensor timeWeights, Tensor bias, Tensor state) {
    Tensor output = context.output(Svdf.OUTPUT);
    int filterBytes = op.memory() * stateBytes;
    int stateAt = state.offset();
    for (int batch = 0; batch < op.batches(); batch++) {
      int weightsAt = timeWeights.offset();
      for (int unit = 0; unit < op.units(); unit++) {
        // Wraps beyond 32 bits, as TFLM's sum does.
        int sum = (int) Requantizer.bias(bias, unit);
        for (int r = 0; r < op.rank(); r++) {
          sum +=
              (int)
                  timeDot.dot(
                      state.data(),
                      stateAt,
                      numerics.stateZeroPoint(),
                      timeWeights.data(),
                      weightsAt,
                      0,
                      op.memory());
          stateAt += filterBytes;
          weightsAt += filterBytes;
        }
        int scaled = numerics.outputMultiplier().apply(sum) + numerics.outputZeroPoint();
        output.data()[output.offset() + batch * op.units() + unit] =
            (byte) Math.min(Math.max(scaled, Byte.MIN_VALUE), Byte.MAX_VALUE);
      }
    }
  }

  /**
   * Returns the dot product of INT16 and INT16. Products of up to 2^30 add up in an int that wraps,
   * as TFLM's does.
   */
  private static long int16Dot(
      byte[] input,
      int inputAt,
      int inputZeroPoint,
      byte[] filter,
      int filterAt,
      int filterZeroPoint,
      int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum +=
          (LittleEndian.getShort(input, inputAt + 2 * i) - inputZeroPoint)
              * (LittleEndian.getShort(filter, filterAt + 2 * i) - filterZeroPoint);
    }
    return sum;
  }
}
