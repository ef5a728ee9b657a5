/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.op.Dequantize;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Offer;
import org.tflm4j.kernels.jit.support.element.ElementProgram;

/** DEQUANTIZE of INT8, UINT8 and INT16. */
final class JitDequantize {
  /** Differences up to here, from inputs of 16 bits, are exact in float. */
  private static final int MOST_ZERO_POINT = 1 << 22;

  private JitDequantize() {}

  static Offer create(Dequantize op, KernelRequest request, Target target) {
    return switch (op.numerics()) {
      case Dequantize.Quantized numerics -> quantized(op, numerics, request, target);
    };
  }

  private static Offer quantized(
      Dequantize op, Dequantize.Quantized numerics, KernelRequest request, Target target) {
    TensorType type = request.inputType(Dequantize.INPUT);
    if (type != TensorType.INT8 && type != TensorType.UINT8 && type != TensorType.INT16) {
      return ByteTable.declined(op, request);
    }
    if (Math.abs((long) numerics.inputZeroPoint()) > MOST_ZERO_POINT) {
      return Offer.declined("its zero point has more than 22 bits");
    }
    MemorySegment constant = request.memory().allocate(64, 64);
    constant.set(ValueLayout.JAVA_FLOAT, DequantizeWork.SCALE, numerics.inputScale());
    constant.set(ValueLayout.JAVA_INT, DequantizeWork.ZERO_POINT, numerics.inputZeroPoint());
    return ElementProgram.unary(request, target, new DequantizeWork(type), constant);
  }
}
