/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.op.SignalFilterBankSquareRoot;
import org.tflm4j.api.tensor.Tensor;

/**
 * Mirrors {@code signal/src/filter_bank_square_root.cc}, {@code square_root_32.cc} and {@code
 * square_root_64.cc}.
 */
final class ReferenceSignalFilterBankSquareRoot implements InPlaceKernel {
  private final SignalFilterBankSquareRoot op;

  ReferenceSignalFilterBankSquareRoot(SignalFilterBankSquareRoot op) {
    this.op = op;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(SignalFilterBankSquareRoot.INPUT);
    Tensor output = context.output(SignalFilterBankSquareRoot.OUTPUT);
    int scaleBits = context.input(SignalFilterBankSquareRoot.SCALE_BITS).int32At(0);
    if (scaleBits < 0 || scaleBits > 31) {
      throw new KernelException(
          "the scale bits are " + scaleBits + ", outside the range of 0 to 31");
    }
    for (int channel = 0; channel < op.channels(); channel++) {
      long root = squareRoot(input.int64At(channel));
      output.setInt32At(channel, (int) (root >> scaleBits));
    }
  }

  /**
   * Returns the rounded square root of an unsigned number, one bit of the root a turn. The root of
   * a number of 32 bits is at most 2^16 - 1, that of one of 64 bits at most 2^32 - 1.
   */
  static long squareRoot(long number) {
    if (number == 0) {
      return 0;
    }
    long max = number >>> 32 == 0 ? 0xFFFF : 0xFFFF_FFFFL;
    long rest = number;
    long root = 0;
    int highest = Long.SIZE - 1 - Long.numberOfLeadingZeros(number);
    for (long bit = 1L << (highest & ~1); bit != 0; bit >>>= 2) {
      if (Long.compareUnsigned(rest, root + bit) >= 0) {
        rest -= root + bit;
        root = (root >>> 1) + bit;
      } else {
        root >>>= 1;
      }
    }
    return Long.compareUnsigned(rest, root) > 0 && root != max ? root + 1 : root;
  }
}
