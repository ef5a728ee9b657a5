/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.SignalWindow;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code signal/src/window.cc}. */
final class ReferenceSignalWindow implements InPlaceKernel {
  private final SignalWindow op;

  ReferenceSignalWindow(SignalWindow op) {
    this.op = op;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(SignalWindow.INPUT);
    Tensor weights = context.input(SignalWindow.WEIGHTS);
    Tensor output = context.output(SignalWindow.OUTPUT);
    int at = 0;
    for (int frame = 0; frame < op.frames(); frame++) {
      for (int i = 0; i < op.frameSize(); i++) {
        int product =
            LittleEndian.getShort(input.data(), input.offset() + at)
                * LittleEndian.getShort(weights.data(), weights.offset() + 2 * i);
        int shifted = product >> op.shift();
        LittleEndian.putShort(
            output.data(),
            output.offset() + at,
            (short) Math.min(Math.max(shifted, Short.MIN_VALUE), Short.MAX_VALUE));
        at += 2;
      }
    }
  }
}
