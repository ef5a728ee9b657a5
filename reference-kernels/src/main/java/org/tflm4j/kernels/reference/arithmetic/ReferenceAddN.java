/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.AddN;
import org.tflm4j.api.op.ArithmeticScaling;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code kernels/internal/reference/add_n.h}. */
final class ReferenceAddN {
  private ReferenceAddN() {}

  static Kernel create(AddN op, KernelRequest request) {
    return switch (request.inputType(0)) {
      case FLOAT32 -> (InPlaceKernel) context -> evalFloat32(op, context);
      case INT8 -> (InPlaceKernel) context -> evalInt8(op, context);
      default -> null;
    };
  }

  private static void evalFloat32(AddN op, KernelContext context) {
    Tensor output = context.output(0);
    for (int i = 0; i < op.elementCount(); i++) {
      float sum = 0;
      for (int j = 0; j < op.inputs(); j++) {
        Tensor input = context.input(j);
        sum += LittleEndian.getFloat(input.data(), input.offset() + 4 * i);
      }
      LittleEndian.putFloat(output.data(), output.offset() + 4 * i, sum);
    }
  }

  private static void evalInt8(AddN op, KernelContext context) {
    ArithmeticScaling scaling = op.scaling();
    Tensor output = context.output(0);
    int first = scale(scaling, 0);
    for (int i = 0; i < op.elementCount(); i++) {
      // Each is below 2^27; from the sixteenth input on the sum may wrap, as TFLM's does.
      int sum = first;
      for (int j = 0; j < op.inputs(); j++) {
        Tensor input = context.input(j);
        sum += scale(scaling, input.data()[input.offset() + i]);
      }
      int result = scaling.outputMultiplier().apply(sum) + scaling.outputOffset();
      output.data()[output.offset() + i] = (byte) op.activation().clamp(result);
    }
  }

  private static int scale(ArithmeticScaling scaling, int input) {
    // 9 bits << 20 fit an int.
    return scaling
        .input1Multiplier()
        .apply((input + scaling.input1Offset()) << scaling.leftShift());
  }
}
