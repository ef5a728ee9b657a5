/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.op.SignalFilterBank;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code signal/src/filter_bank.cc}, but does not leave the input and the weights. */
final class ReferenceSignalFilterBank implements Kernel {
  private final SignalFilterBank op;

  ReferenceSignalFilterBank(SignalFilterBank op) {
    this.op = op;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(SignalFilterBank.INPUT);
    Tensor weights = context.input(SignalFilterBank.WEIGHTS);
    Tensor unweights = context.input(SignalFilterBank.UNWEIGHTS);
    Tensor output = context.output(SignalFilterBank.OUTPUT);
    int weightCount = Math.min(weights.elementCount(), unweights.elementCount());
    // Sums wrap at 64 bits, as TFLM's do.
    long carried = 0;
    for (int band = 0; band <= op.channels(); band++) {
      int width = context.input(SignalFilterBank.WIDTHS).int16At(band);
      long weighted = carried;
      long unweighted = 0;
      if (width > 0) {
        int frequency = context.input(SignalFilterBank.FREQUENCY_STARTS).int16At(band);
        int weight = context.input(SignalFilterBank.WEIGHT_STARTS).int16At(band);
        requireRange("frequency", band, frequency, width, input.elementCount());
        requireRange("weight", band, weight, width, weightCount);
        for (int i = 0; i < width; i++) {
          int inputAt = input.offset() + 4 * (frequency + i);
          int weightAt = 2 * (weight + i);
          long energy = LittleEndian.getInt(input.data(), inputAt) & 0xFFFF_FFFFL;
          weighted += energy * LittleEndian.getShort(weights.data(), weights.offset() + weightAt);
          unweighted +=
              energy * LittleEndian.getShort(unweights.data(), unweights.offset() + weightAt);
        }
      }
      // The first band only begins the first channel.
      if (band > 0) {
        output.setInt64At(band - 1, weighted);
      }
      carried = unweighted;
    }
  }

  private static void requireRange(String what, int band, int start, int width, int count) {
    if (start < 0 || start + width > count) {
      throw new KernelException(
          "band "
              + band
              + " begins at "
              + what
              + " "
              + start
              + " and is "
              + width
              + " wide, which exceeds the range of 0 to "
              + (count - 1));
    }
  }
}
