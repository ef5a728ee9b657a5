/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.Int8Lanes.BYTES;
import static org.tflm4j.kernels.vector.Int8Lanes.EXACT_PRODUCTS;
import static org.tflm4j.kernels.vector.Int8Lanes.FLOATS;
import static org.tflm4j.kernels.vector.Int8Lanes.PARTS;
import static org.tflm4j.kernels.vector.Int8Lanes.widen;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;
import org.tflm4j.api.tensor.TensorType;

/**
 * INT8 FULLY_CONNECTED. The filter is read where it lies, row by row [outputDepth, accumDepth],
 * four rows at a time so that each vector of the input is widened once for four; the offsets are
 * folded into the bias when the kernel is made:
 *
 * <p>{@code sum((x + inputOffset) * (w + filterOffset)) = sum(x * w) + filterOffset * sum(x) +
 * rowBias}
 */
final class VectorFullyConnected implements Kernel {
  private static final int ROWS = 4;

  private final FullyConnected op;
  private final int[] multipliers;
  private final int[] shifts;

  /**
   * For each row the bias, {@code inputOffset * sum(w)} and {@code accumDepth * inputOffset *
   * filterOffset}.
   */
  private final int[] rowBias;

  private VectorFullyConnected(FullyConnected op, int[] rowBias) {
    this.op = op;
    this.multipliers = op.multipliers().multipliers();
    this.shifts = op.multipliers().shifts();
    this.rowBias = rowBias;
  }

  static KernelAnswer answer(FullyConnected op, KernelRequest request) {
    String refusal = FilterAndBias.refusal(request);
    if (refusal != null) {
      return KernelAnswer.declined(refusal);
    }
    if (request.inputType(1) != TensorType.INT8) {
      return KernelAnswer.declined(
          "the vector kernel takes an INT8 filter, not " + request.inputType(1));
    }
    return KernelAnswer.of(new VectorFullyConnected(op, rowBias(op, request)));
  }

  /** Sums wrap where the reference kernel's accumulator wraps: both work modulo 2^32. */
  private static int[] rowBias(FullyConnected op, KernelRequest request) {
    ConstantData filter = request.input(1).constant();
    int[] rowBias = new int[op.outputDepth()];
    for (int row = 0; row < rowBias.length; row++) {
      int filterAt = filter.offset() + row * op.accumDepth();
      int sum = 0;
      for (int i = 0; i < op.accumDepth(); i++) {
        sum += filter.bytes()[filterAt + i];
      }
      rowBias[row] =
          FilterAndBias.bias(request, row)
              + op.inputOffset() * (sum + op.accumDepth() * op.filterOffset());
    }
    return rowBias;
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.NONE.holding(4L * (rowBias.length + multipliers.length + shifts.length));
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(0);
    Tensor filter = context.input(1);
    Tensor output = context.output(0);
    int depth = op.accumDepth();
    for (int batch = 0; batch < op.batches(); batch++) {
      int inputAt = input.offset() + batch * depth;
      int inputSum =
          op.filterOffset() == 0 ? 0 : op.filterOffset() * sum(input.data(), inputAt, depth);
      int outputAt = output.offset() + batch * op.outputDepth();
      int row = 0;
      for (; row <= op.outputDepth() - ROWS; row += ROWS) {
        fourRows(
            input.data(),
            inputAt,
            filter.data(),
            filter.offset() + row * depth,
            depth,
            output.data(),
            outputAt,
            row,
            inputSum);
      }
      for (; row < op.outputDepth(); row++) {
        int dot = dot(input.data(), inputAt, filter.data(), filter.offset() + row * depth, depth);
        store(output.data(), outputAt, row, dot + inputSum);
      }
    }
  }

  private static int sum(byte[] input, int at, int depth) {
    int sum = 0;
    for (int i = 0; i < depth; i++) {
      sum += input[at + i];
    }
    return sum;
  }

  private void fourRows(
      byte[] input,
      int inputAt,
      byte[] filter,
      int filterAt,
      int depth,
      byte[] output,
      int outputAt,
      int row,
      int inputSum) {
    int dot0 = 0;
    int dot1 = 0;
    int dot2 = 0;
    int dot3 = 0;
    int vectorEnd = BYTES.loopBound(depth);
    int i = 0;
    while (i < vectorEnd) {
      // Each lane sums up one product of every vector.
      int chunkEnd = Math.min(vectorEnd, i + EXACT_PRODUCTS * FLOATS.length());
      FloatVector sum0 = FloatVector.zero(FLOATS);
      FloatVector sum1 = sum0;
      FloatVector sum2 = sum0;
      FloatVector sum3 = sum0;
      for (; i < chunkEnd; i += BYTES.length()) {
        ByteVector x = ByteVector.fromArray(BYTES, input, inputAt + i);
        ByteVector w0 = ByteVector.fromArray(BYTES, filter, filterAt + i);
        ByteVector w1 = ByteVector.fromArray(BYTES, filter, filterAt + depth + i);
        ByteVector w2 = ByteVector.fromArray(BYTES, filter, filterAt + 2 * depth + i);
        ByteVector w3 = ByteVector.fromArray(BYTES, filter, filterAt + 3 * depth + i);
        for (int part = 0; part < PARTS; part++) {
          FloatVector wide = widen(x, part);
          sum0 = widen(w0, part).fma(wide, sum0);
          sum1 = widen(w1, part).fma(wide, sum1);
          sum2 = widen(w2, part).fma(wide, sum2);
          sum3 = widen(w3, part).fma(wide, sum3);
        }
      }
      dot0 += reduce(sum0);
      dot1 += reduce(sum1);
      dot2 += reduce(sum2);
      dot3 += reduce(sum3);
    }
    for (; i < depth; i++) {
      int x = input[inputAt + i];
      dot0 += x * filter[filterAt + i];
      dot1 += x * filter[filterAt + depth + i];
      dot2 += x * filter[filterAt + 2 * depth + i];
      dot3 += x * filter[filterAt + 3 * depth + i];
    }
    store(output, outputAt, row, dot0 + inputSum);
    store(output, outputAt, row + 1, dot1 + inputSum);
    store(output, outputAt, row + 2, dot2 + inputSum);
    store(output, outputAt, row + 3, dot3 + inputSum);
  }

  private static int dot(byte[] input, int inputAt, byte[] filter, int filterAt, int depth) {
    int dot = 0;
    int vectorEnd = BYTES.loopBound(depth);
    int i = 0;
    while (i < vectorEnd) {
      int chunkEnd = Math.min(vectorEnd, i + EXACT_PRODUCTS * FLOATS.length());
      FloatVector sum = FloatVector.zero(FLOATS);
      for (; i < chunkEnd; i += BYTES.length()) {
        ByteVector x = ByteVector.fromArray(BYTES, input, inputAt + i);
        ByteVector w = ByteVector.fromArray(BYTES, filter, filterAt + i);
        for (int part = 0; part < PARTS; part++) {
          sum = widen(w, part).fma(widen(x, part), sum);
        }
      }
      dot += reduce(sum);
    }
    for (; i < depth; i++) {
      dot += input[inputAt + i] * filter[filterAt + i];
    }
    return dot;
  }

  /** Adds up the lanes as integers: each is exact, their sum need not be within 2^24. */
  private static int reduce(FloatVector sum) {
    return sum.convert(VectorOperators.F2I, 0).reinterpretAsInts().reduceLanes(VectorOperators.ADD);
  }

  private void store(byte[] output, int outputAt, int row, int dot) {
    int scaled = FixedPoint.multiply(dot + rowBias[row], multipliers[row], shifts[row]);
    output[outputAt + row] = (byte) op.activation().clamp(scaled + op.outputOffset());
  }
}
