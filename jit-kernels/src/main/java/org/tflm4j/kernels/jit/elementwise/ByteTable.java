/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntUnaryOperator;
import org.tflm4j.api.op.UnaryOp;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.element.ElementProgram;

/** Operators that make a byte of each byte: their function goes into a table of 256 bytes. */
final class ByteTable {
  /** Bytes of a table. */
  static final int SIZE = 256;

  private ByteTable() {}

  /**
   * Returns the program of a function of INT8.
   *
   * @param function of a value from -128 to 127; its results are clamped to INT8
   */
  static Offer ofInt8(UnaryOp op, IntUnaryOperator function, KernelRequest request, Target target) {
    if (request.inputType(UnaryOp.INPUT) != TensorType.INT8) {
      return declined(op, request);
    }
    byte[] table = new byte[SIZE];
    for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
      table[value & 0xFF] =
          (byte) Math.clamp(function.applyAsInt(value), Byte.MIN_VALUE, Byte.MAX_VALUE);
    }
    return of(table, request, target);
  }

  /**
   * Returns the program of a function of bytes.
   *
   * @param table the function of each byte, at index {@code value & 0xFF}
   */
  static Offer of(byte[] table, KernelRequest request, Target target) {
    MemorySegment constant = request.memory().allocate(SIZE, 64);
    byte[] bytes = ByteTableWork.constant(table, target);
    MemorySegment.copy(bytes, 0, constant, ValueLayout.JAVA_BYTE, 0, SIZE);
    return ElementProgram.unary(request, target, new ByteTableWork(), constant);
  }

  /** Returns the answer that there is no machine code for the type of the input. */
  static Offer declined(UnaryOp op, KernelRequest request) {
    return Offer.declined(
        "there is no machine code for " + op.name() + " of " + request.inputType(UnaryOp.INPUT));
  }
}
