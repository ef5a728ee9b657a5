/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.op.Quantize;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.element.ElementProgram;

/** QUANTIZE of FLOAT32, by a table of types of 8 bits, and of INT16 and INT32 in integers. */
final class JitQuantize {
  private JitQuantize() {}

  static Offer create(Quantize op, KernelRequest request, Target target) {
    TensorType outputType = request.output(Quantize.OUTPUT).type();
    return switch (op.numerics()) {
      case Quantize.Real numerics -> real(numerics, outputType, request, target);
      case Quantize.Quantized numerics ->
          request.inputType(Quantize.INPUT).bits() == Byte.SIZE
              ? bytes(numerics, outputType, request, target)
              : integers(op, numerics, outputType, request, target);
    };
  }

  private static Offer real(
      Quantize.Real numerics, TensorType outputType, KernelRequest request, Target target) {
    int zeroPoint = numerics.outputZeroPoint();
    if (zeroPoint != (short) zeroPoint || outputType.bits() > Short.SIZE) {
      return Offer.declined("its zero point or output has more than 16 bits");
    }
    MemorySegment constant = request.memory().allocate(64, 64);
    constant.set(ValueLayout.JAVA_FLOAT, FloatQuantizeWork.SCALE, numerics.outputScale());
    constant.set(ValueLayout.JAVA_INT, FloatQuantizeWork.ZERO_POINT, zeroPoint);
    FloatQuantizeWork.fill(constant);
    return ElementProgram.unary(request, target, new FloatQuantizeWork(outputType), constant);
  }

  private static Offer bytes(
      Quantize.Quantized numerics, TensorType outputType, KernelRequest request, Target target) {
    TensorType inputType = request.inputType(Quantize.INPUT);
    int min = min(outputType);
    int max = max(outputType);
    int[] table = new int[ByteTable.SIZE];
    for (int i = 0; i < table.length; i++) {
      int value = inputType == TensorType.UINT8 ? i : (byte) i;
      int scaled = numerics.multiplier().apply(value - numerics.inputZeroPoint());
      table[i] = Math.clamp(scaled + numerics.outputZeroPoint(), min, max);
    }
    if (outputType.bits() == Byte.SIZE) {
      byte[] narrow = new byte[table.length];
      for (int i = 0; i < table.length; i++) {
        narrow[i] = (byte) table[i];
      }
      return ByteTable.of(narrow, request, target);
    }
    MemorySegment constant = request.memory().allocate((long) Integer.BYTES * table.length, 64);
    MemorySegment.copy(table, 0, constant, ValueLayout.JAVA_INT, 0, table.length);
    return ElementProgram.unary(request, target, new WideTableWork(outputType), constant);
  }

  private static Offer integers(
      Quantize op,
      Quantize.Quantized numerics,
      TensorType outputType,
      KernelRequest request,
      Target target) {
    TensorType inputType = request.inputType(Quantize.INPUT);
    if (numerics.multiplier().multiplier() < 0) {
      return ByteTable.declined(op, request);
    }
    MemorySegment constant = request.memory().allocate(IntegerQuantizeWork.CONSTANT_BYTES, 64);
    IntegerQuantizeWork.fill(constant, numerics);
    return ElementProgram.unary(
        request, target, new IntegerQuantizeWork(inputType, outputType), constant);
  }

  private static int min(TensorType type) {
    return type == TensorType.UINT8 ? 0 : -1 << (type.bits() - 1);
  }

  private static int max(TensorType type) {
    return type == TensorType.UINT8 ? 0xFF : (int) ((1L << (type.bits() - 1)) - 1);
  }
}
