/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.AddN;
import org.tflm4j.api.op.InputScaling;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code kernels/internal/reference/add_n.h}. */
final class ReferenceAddN {
  private ReferenceAddN() {}

  static Kernel create(AddN op, KernelRequest request) {
    return switch (op.numerics()) {
      case AddN.Real() -> (InPlaceKernel) context -> evalFloat32(op, context);
      case AddN.Quantized numerics -> (InPlaceKernel) context -> evalInt8(op, numerics, context);
    };
  }

  private static void evalFloat32(AddN op, KernelContext context) {
    Tensor output = context.output(AddN.OUTPUT);
    for (int i = 0; i < op.elementCount(); i++) {
      float sum = 0;
      for (int j = 0; j < op.inputs(); j++) {
        Tensor input = context.input(AddN.INPUT0 + j);
        sum += LittleEndian.getFloat(input.data(), input.offset() + 4 * i);
      }
      LittleEndian.putFloat(output.data(), output.offset() + 4 * i, sum);
    }
  }

  private static void evalInt8(AddN op, AddN.Quantized numerics, KernelContext context) {
    InputScaling scaling = numerics.input();
    Tensor output = context.output(AddN.OUTPUT);
    int first = scaling.apply(0);
    for (int i = 0; i < op.elementCount(); i++) {
      // 9 bits << 20 fit an int, and scaled each is below 2^27. From the sixteenth input on the sum
      // may wrap, as TFLM's does.
      int sum = first;
      for (int j = 0; j < op.inputs(); j++) {
        Tensor input = context.input(AddN.INPUT0 + j);
        sum += scaling.apply(input.data()[input.offset() + i]);
      }
      output.data()[output.offset() + i] = (byte) numerics.output().apply(sum);
    }
  }
}
