/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.reduction;

import java.util.Arrays;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Reduction;
import org.tflm4j.api.op.Reduction.Kind;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.reference.support.Requantizer;

/**
 * MEAN and SUM of INT8 and INT16. Mirrors {@code QuantizedMeanOrSum} of {@code
 * kernels/internal/reference/reduce.h}.
 */
final class ReferenceIntegerSum implements Kernel {
  private final Reduction op;
  private final Reduction.QuantizedSum numerics;
  private final ReductionWalk walk;
  private final int outputs;
  private final int outputMin;
  private final int outputMax;

  ReferenceIntegerSum(Reduction op, Reduction.QuantizedSum numerics, TensorType type, int outputs) {
    this.op = op;
    this.numerics = numerics;
    this.outputs = outputs;
    this.walk = new ReductionWalk(op.inputShape(), type.bytes(), 4, RowReduction.integerSum(type));
    boolean int16 = type == TensorType.INT16;
    this.outputMin = int16 ? Short.MIN_VALUE : Byte.MIN_VALUE;
    this.outputMax = int16 ? Short.MAX_VALUE : Byte.MAX_VALUE;
  }

  /** One 32-bit sum per output. */
  @Override
  public KernelMemory memory() {
    return KernelMemory.scratch(4 * outputs);
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(Reduction.INPUT);
    Tensor output = context.output(Reduction.OUTPUT);
    long reducedAxes = ReferenceReduction.reducedAxes(op, walk, context);
    if (input.elementCount() == 0) {
      Arrays.fill(output.data(), output.offset(), output.offset() + output.byteSize(), (byte) 0);
      return;
    }
    byte[] sums = context.arena();
    int sumsAt = context.scratchOffset(0);
    Arrays.fill(sums, sumsAt, sumsAt + 4 * outputs, (byte) 0);
    walk.run(input.data(), input.offset(), sums, sumsAt, reducedAxes);
    requantize(sums, sumsAt, walk.elements(reducedAxes, true), output);
  }

  private void requantize(byte[] sums, int sumsAt, int count, Tensor output) {
    int multiplier = numerics.multiplier().multiplier();
    int shift = numerics.multiplier().shift();
    if (op.kind() == Kind.MEAN) {
      // The multiplier takes up the division: it grows by as many bits as the count has before it
      // is divided, so it keeps its precision. It stays under 2^63 and the shift at or above -31.
      int headroom = Math.min(31 - Integer.numberOfLeadingZeros(count), 31 + shift);
      multiplier = (int) (((long) multiplier << headroom) / count);
      shift -= headroom;
    }
    long zero = (long) numerics.inputZeroPoint() * count;
    for (int i = 0; i < outputs; i++) {
      int sum = (int) (LittleEndian.getInt(sums, sumsAt + 4 * i) - zero);
      int value = FixedPoint.multiply(sum, multiplier, shift) + numerics.outputZeroPoint();
      Requantizer.store(output, i, Math.min(Math.max(value, outputMin), outputMax));
    }
  }
}
