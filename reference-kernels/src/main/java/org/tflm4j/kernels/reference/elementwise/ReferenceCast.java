/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Cast;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/** Mirrors {@code micro/kernels/cast.cc}. */
final class ReferenceCast {
  private ReferenceCast() {}

  static Kernel create(Cast op, KernelRequest request) {
    TensorType from = request.inputType(Cast.INPUT);
    TensorType to = request.output(Cast.OUTPUT).type();
    if (from == to) {
      return (InPlaceKernel) ReferenceCast::copy;
    }
    Kernel cast = conversion(from, to);
    return to.bits() <= from.bits() ? (InPlaceKernel) cast::eval : cast;
  }

  private static Kernel conversion(TensorType from, TensorType to) {
    if (from == TensorType.FLOAT32) {
      IntegerElements.Writer writer = IntegerElements.writer(to);
      boolean unsigned = to == TensorType.UINT32;
      return context -> floatToInteger(context, writer, unsigned);
    }
    IntegerElements.Reader reader = IntegerElements.reader(from);
    if (to == TensorType.FLOAT32) {
      long mask = from == TensorType.UINT32 ? 0xFFFF_FFFFL : -1;
      return context -> integerToFloat(context, reader, mask);
    }
    IntegerElements.Writer writer = IntegerElements.writer(to);
    return context -> integerToInteger(context, reader, writer);
  }

  private static void copy(KernelContext context) {
    Tensor input = context.input(Cast.INPUT);
    Tensor output = context.output(Cast.OUTPUT);
    System.arraycopy(
        input.data(), input.offset(), output.data(), output.offset(), input.byteSize());
  }

  private static void floatToInteger(
      KernelContext context, IntegerElements.Writer writer, boolean unsigned) {
    Tensor input = context.input(Cast.INPUT);
    Tensor output = context.output(Cast.OUTPUT);
    int count = input.elementCount();
    for (int i = 0; i < count; i++) {
      float value = LittleEndian.getFloat(input.data(), input.offset() + 4 * i);
      writer.put(output.data(), output.offset(), i, unsigned ? (int) (long) value : (int) value);
    }
  }

  private static void integerToFloat(
      KernelContext context, IntegerElements.Reader reader, long mask) {
    Tensor input = context.input(Cast.INPUT);
    Tensor output = context.output(Cast.OUTPUT);
    int count = input.elementCount();
    for (int i = 0; i < count; i++) {
      long value = reader.get(input.data(), input.offset(), i) & mask;
      LittleEndian.putFloat(output.data(), output.offset() + 4 * i, (float) value);
    }
  }

  private static void integerToInteger(
      KernelContext context, IntegerElements.Reader reader, IntegerElements.Writer writer) {
    Tensor input = context.input(Cast.INPUT);
    Tensor output = context.output(Cast.OUTPUT);
    int count = input.elementCount();
    for (int i = 0; i < count; i++) {
      writer.put(output.data(), output.offset(), i, reader.get(input.data(), input.offset(), i));
    }
  }
}
