/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import static org.tflm4j.api.tensor.LittleEndian.getFloat;
import static org.tflm4j.api.tensor.LittleEndian.getInt;
import static org.tflm4j.api.tensor.LittleEndian.getLong;
import static org.tflm4j.api.tensor.LittleEndian.getShort;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.Comparison;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;

/**
 * The six comparisons. Mirrors {@code kernels/internal/reference/comparisons.h}.
 *
 * <p>Two elements stand in one of four orders to each other; an operator is the set of orders that
 * it accepts. So one loop per type serves all six.
 */
final class ReferenceComparison {
  // Bit numbers of the orders in the sets.
  private static final int LESS = 0;
  private static final int EQUAL = 1;
  private static final int GREATER = 2;
  private static final int UNORDERED = 3;

  private final int accepted;
  private final int step1;
  private final int step2;

  private ReferenceComparison(Comparison op) {
    this.accepted =
        switch (op.kind()) {
          case EQUAL -> 1 << EQUAL;
          case NOT_EQUAL -> 1 << LESS | 1 << GREATER | 1 << UNORDERED;
          case GREATER -> 1 << GREATER;
          case GREATER_EQUAL -> 1 << GREATER | 1 << EQUAL;
          case LESS -> 1 << LESS;
          case LESS_EQUAL -> 1 << LESS | 1 << EQUAL;
        };
    this.step1 = op.broadcast().rowStep(Comparison.INPUT1);
    this.step2 = op.broadcast().rowStep(Comparison.INPUT2);
  }

  static Kernel create(Comparison op, KernelRequest request) {
    var comparison = new ReferenceComparison(op);
    BinaryRow row =
        switch (op.numerics()) {
          case Comparison.Real() -> comparison::float32;
          case Comparison.Integers() ->
              switch (request.inputType(Comparison.INPUT1)) {
                case INT32 -> comparison::int32;
                case INT64 -> comparison::int64;
                case BOOL -> comparison::bool;
                default -> null;
              };
          case Comparison.Quantized numerics ->
              request.inputType(Comparison.INPUT1) == TensorType.INT16
                  ? comparison.int16(numerics)
                  : comparison.int8(numerics);
        };
    return row == null ? null : new BroadcastKernel(op.broadcast(), row, request);
  }

  private byte accept(int order) {
    return (byte) (accepted >> order & 1);
  }

  private static int order(long a, long b) {
    return a < b ? LESS : a == b ? EQUAL : GREATER;
  }

  private static int order(float a, float b) {
    return a < b ? LESS : a == b ? EQUAL : a > b ? GREATER : UNORDERED;
  }

  /** Returns the order of two quantized values. */
  private static int scaledOrder(Comparison.Quantized numerics, int a, int b) {
    // 9 bits << 8 for INT8, 17 bits << 15 for INT16: fits an int.
    return order(numerics.input1().apply(a), numerics.input2().apply(b));
  }

  private void float32(byte[] in1, int at1, byte[] in2, int at2, byte[] out, int at, int count) {
    for (int i = 0; i < count; i++) {
      float a = getFloat(in1, at1 + 4 * i * step1);
      float b = getFloat(in2, at2 + 4 * i * step2);
      out[at + i] = accept(order(a, b));
    }
  }

  private void int32(byte[] in1, int at1, byte[] in2, int at2, byte[] out, int at, int count) {
    for (int i = 0; i < count; i++) {
      int a = getInt(in1, at1 + 4 * i * step1);
      int b = getInt(in2, at2 + 4 * i * step2);
      out[at + i] = accept(order(a, b));
    }
  }

  private void int64(byte[] in1, int at1, byte[] in2, int at2, byte[] out, int at, int count) {
    for (int i = 0; i < count; i++) {
      long a = getLong(in1, at1 + 8 * i * step1);
      long b = getLong(in2, at2 + 8 * i * step2);
      out[at + i] = accept(order(a, b));
    }
  }

  private BinaryRow int8(Comparison.Quantized numerics) {
    return (in1, at1, in2, at2, out, at, count) -> {
      for (int i = 0; i < count; i++) {
        out[at + i] = accept(scaledOrder(numerics, in1[at1 + i * step1], in2[at2 + i * step2]));
      }
    };
  }

  private BinaryRow int16(Comparison.Quantized numerics) {
    return (in1, at1, in2, at2, out, at, count) -> {
      for (int i = 0; i < count; i++) {
        int a = getShort(in1, at1 + 2 * i * step1);
        int b = getShort(in2, at2 + 2 * i * step2);
        out[at + i] = accept(scaledOrder(numerics, a, b));
      }
    };
  }

  private void bool(byte[] in1, int at1, byte[] in2, int at2, byte[] out, int at, int count) {
    for (int i = 0; i < count; i++) {
      boolean same = (in1[at1 + i * step1] != 0) == (in2[at2 + i * step2] != 0);
      // Unequal counts as LESS: only EQUAL and NOT_EQUAL take BOOL.
      out[at + i] = accept(same ? EQUAL : LESS);
    }
  }
}
