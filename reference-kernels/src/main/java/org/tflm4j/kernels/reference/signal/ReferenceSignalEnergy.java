/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import java.util.Arrays;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.SignalEnergy;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code signal/src/energy.cc}. */
final class ReferenceSignalEnergy implements Kernel {
  private final SignalEnergy op;

  ReferenceSignalEnergy(SignalEnergy op) {
    this.op = op;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(SignalEnergy.INPUT);
    Tensor output = context.output(SignalEnergy.OUTPUT);
    int outputAt = output.offset();
    Arrays.fill(output.data(), outputAt, outputAt + output.byteSize(), (byte) 0);
    for (int i = op.startIndex(); i < op.endIndex(); i++) {
      int at = input.offset() + 4 * i;
      int real = LittleEndian.getShort(input.data(), at);
      int imaginary = LittleEndian.getShort(input.data(), at + 2);
      // At most 2^31, which fits the 32 unsigned bits of the output.
      LittleEndian.putInt(output.data(), outputAt + 4 * i, real * real + imaginary * imaginary);
    }
  }
}
