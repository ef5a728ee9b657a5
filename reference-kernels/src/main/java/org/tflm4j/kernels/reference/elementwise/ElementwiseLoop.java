/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import java.util.function.IntUnaryOperator;
import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.UnaryOp;
import org.tflm4j.api.quantization.LookupTable.RealFunction;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/** Kernels that compute every element of the output from the input element at its place. */
final class ElementwiseLoop {
  private ElementwiseLoop() {}

  /**
   * Returns the kernel of a function of integers, null for a type but INT8 and INT16.
   *
   * @param function of a value of the type; for INT8 its results go into a table; they are cut to
   *     the width of the type
   */
  static Kernel ofIntegers(TensorType type, IntUnaryOperator function) {
    return switch (type) {
      case INT8 -> ofBytes(function);
      case INT16 -> (InPlaceKernel) context -> evalInt16(context, function);
      default -> null;
    };
  }

  /** Returns the kernel of a function of FLOAT32 elements. */
  static Kernel ofReal(RealFunction function) {
    return (InPlaceKernel) context -> evalFloat(context, function);
  }

  /**
   * Returns the kernel of a function of elements of a byte.
   *
   * @param table the function of every byte, at index {@code value & 0xFF}
   */
  static Kernel ofTable(byte[] table) {
    return new ByteTable(table);
  }

  /** Returns the kernel of a function of INT8 values, or of bytes taken as such. */
  static Kernel ofBytes(IntUnaryOperator function) {
    byte[] table = new byte[256];
    for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
      table[value & 0xFF] = (byte) function.applyAsInt(value);
    }
    return ofTable(table);
  }

  private static void evalFloat(KernelContext context, RealFunction function) {
    Tensor input = context.input(UnaryOp.INPUT);
    Tensor output = context.output(UnaryOp.OUTPUT);
    byte[] in = input.data();
    byte[] out = output.data();
    int inAt = input.offset();
    int outAt = output.offset();
    int bytes = input.byteSize();
    for (int i = 0; i < bytes; i += 4) {
      LittleEndian.putFloat(out, outAt + i, function.apply(LittleEndian.getFloat(in, inAt + i)));
    }
  }

  private static void evalInt16(KernelContext context, IntUnaryOperator function) {
    Tensor input = context.input(UnaryOp.INPUT);
    Tensor output = context.output(UnaryOp.OUTPUT);
    byte[] in = input.data();
    byte[] out = output.data();
    int inAt = input.offset();
    int outAt = output.offset();
    int bytes = input.byteSize();
    for (int i = 0; i < bytes; i += 2) {
      int value = function.applyAsInt(LittleEndian.getShort(in, inAt + i));
      LittleEndian.putShort(out, outAt + i, (short) value);
    }
  }

  private static final class ByteTable implements InPlaceKernel {
    private final byte[] table;

    ByteTable(byte[] table) {
      this.table = table;
    }

    @Override
    public KernelMemory memory() {
      return KernelMemory.NONE.holding(table.length);
    }

    @Override
    public void eval(KernelContext context) {
      Tensor input = context.input(UnaryOp.INPUT);
      Tensor output = context.output(UnaryOp.OUTPUT);
      byte[] in = input.data();
      byte[] out = output.data();
      int inAt = input.offset();
      int outAt = output.offset();
      int count = input.byteSize();
      for (int i = 0; i < count; i++) {
        out[outAt + i] = table[in[inAt + i] & 0xFF];
      }
    }
  }
}
