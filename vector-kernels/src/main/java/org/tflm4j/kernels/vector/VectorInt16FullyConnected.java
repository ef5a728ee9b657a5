/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.PairLanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;
import org.tflm4j.api.tensor.TensorType;

/**
 * FULLY_CONNECTED with INT16 activations and an INT8 filter. Each row becomes two, its upper and
 * its lower bytes, which the tiles of INT8 multiply: {@code sum(x * w) = 256 * sum(upper * w) +
 * sum(lower * w)}. Offsets are folded into the bias as in {@link VectorFullyConnected}.
 */
final class VectorInt16FullyConnected implements Kernel {
  private final FullyConnected op;
  private final PairedFilter filter;
  private final DenseRows rows;

  /** For sums of 32 bits, null otherwise. */
  private final IntRequantizer requantizer;

  /** For sums of 64 bits, null otherwise. */
  private final WideRequantizer wideRequantizer;

  VectorInt16FullyConnected(FullyConnected op, PairedFilter filter, KernelRequest request) {
    this.op = op;
    this.filter = filter;
    this.rows =
        new DenseRows(op.batches(), 2 * filter.pairs(), 2 * filter.blocks().paddedChannels());
    long[] bias = channelBias(request);
    int low = op.activation().quantizedMin();
    int high = op.activation().quantizedMax();
    this.wideRequantizer =
        op.accumulator64()
            ? new WideRequantizer(bias, op.multipliers(), op.outputOffset(), low, high)
            : null;
    this.requantizer =
        op.accumulator64()
            ? null
            : new IntRequantizer(truncated(bias), op.multipliers(), op.outputOffset(), low, high);
  }

  /**
   * Returns true if the sums over the upper and those over the lower bytes stay within 32 bits: no
   * byte exceeds 128 in magnitude.
   */
  static boolean takes(FullyConnected op, PairedFilter filter) {
    long offsets = Math.abs((long) op.filterOffset()) * op.accumDepth();
    return 128 * (filter.largestMagnitudeSum() + offsets) <= Integer.MAX_VALUE;
  }

  private long[] channelBias(KernelRequest request) {
    long[] bias = new long[op.outputDepth()];
    for (int channel = 0; channel < bias.length; channel++) {
      bias[channel] =
          bias(request, channel)
              + (long) op.inputOffset()
                  * (filter.weightSum(channel) + (long) op.accumDepth() * op.filterOffset());
    }
    return bias;
  }

  private static long bias(KernelRequest request, int channel) {
    if (!request.hasInput(2)) {
      return 0;
    }
    ConstantData bias = request.input(2).constant();
    return request.inputType(2) == TensorType.INT64
        ? LittleEndian.getLong(bias.bytes(), bias.offset() + Long.BYTES * channel)
        : LittleEndian.getInt(bias.bytes(), bias.offset() + Integer.BYTES * channel);
  }

  /** The reference kernel's sums are cut to 32 bits as well. */
  private static int[] truncated(long[] values) {
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) values[i];
    }
    return ints;
  }

  @Override
  public KernelMemory memory() {
    long tables = requantizer != null ? requantizer.heldBytes() : wideRequantizer.heldBytes();
    return KernelMemory.workspace(rows.floats()).holding(filter.heldBytes() + tables);
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(0);
    Tensor output = context.output(0);
    float[] space = context.workspace();
    int depth = op.accumDepth();
    int sumsStep = filter.blocks().paddedChannels();
    for (int first = 0; first < op.batches(); first += rows.atATime()) {
      int count = Math.min(rows.atATime(), op.batches() - first);
      for (int row = 0; row < count; row++) {
        int inputAt = input.offset() + Short.BYTES * (first + row) * depth;
        PairedRows.splitRow(input.data(), inputAt, space, row * 2 * filter.pairs(), depth);
      }
      DenseProduct.multiply(filter, space, 0, 2 * count, rows.sumsAt(), sumsStep);
      for (int row = 0; row < count; row++) {
        int upperAt = rows.sumsAt() + row * 2 * sumsStep;
        if (op.filterOffset() != 0) {
          int inputAt = input.offset() + Short.BYTES * (first + row) * depth;
          addOffset(space, upperAt, sumsStep, input.data(), inputAt);
        }
        requantize(space, upperAt, upperAt + sumsStep);
        int outputAt = output.offset() + Short.BYTES * (first + row) * op.outputDepth();
        ShortRows.write(space, upperAt, op.outputDepth(), output.data(), outputAt);
      }
    }
  }

  private void requantize(float[] sums, int upperAt, int lowerAt) {
    if (requantizer == null) {
      wideRequantizer.apply(sums, upperAt, lowerAt, op.outputDepth());
      return;
    }
    for (int done = 0; done < op.outputDepth(); done += FLOATS.length()) {
      IntVector lower = FloatVector.fromArray(FLOATS, sums, lowerAt + done).reinterpretAsInts();
      FloatVector.fromArray(FLOATS, sums, upperAt + done)
          .reinterpretAsInts()
          .lanewise(VectorOperators.LSHL, 8)
          .add(lower)
          .reinterpretAsFloats()
          .intoArray(sums, upperAt + done);
    }
    requantizer.apply(sums, upperAt, 0, 1, op.outputDepth());
  }

  /**
   * Adds {@code filterOffset * sum(x)} to the sums of a row: the part of the upper bytes to the
   * sums over them, the part of the lower bytes to the others.
   */
  private void addOffset(float[] sums, int upperAt, int sumsStep, byte[] input, int inputAt) {
    int upper = 0;
    int lower = 0;
    for (int i = 0; i < op.accumDepth(); i++) {
      int x = LittleEndian.getShort(input, inputAt + Short.BYTES * i);
      upper += (x - (byte) x) >> 8;
      lower += (byte) x;
    }
    DenseProduct.add(sums, upperAt, sumsStep, op.filterOffset() * upper);
    DenseProduct.add(sums, upperAt + sumsStep, sumsStep, op.filterOffset() * lower);
  }
}
