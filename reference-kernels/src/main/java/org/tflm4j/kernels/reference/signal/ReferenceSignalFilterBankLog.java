/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.SignalFilterBankLog;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code signal/src/filter_bank_log.cc} and {@code log.cc}. */
final class ReferenceSignalFilterBankLog implements InPlaceKernel {
  private static final int SEGMENT_BITS = 7;
  private static final int SCALE_BITS = 16;

  /** ln(2), scaled by 2^16. */
  private static final long LN_2 = 45426;

  /** What log2(1 + x) exceeds x by, at the ends of 128 segments of 0 to 1, scaled by 2^16. */
  private static final int[] BULGE = new int[(1 << SEGMENT_BITS) + 1];

  static {
    for (int i = 0; i < BULGE.length; i++) {
      double x = (double) i / (1 << SEGMENT_BITS);
      BULGE[i] =
          (int) Math.round((StrictMath.log1p(x) / StrictMath.log(2) - x) * (1 << SCALE_BITS));
    }
  }

  private final SignalFilterBankLog op;

  ReferenceSignalFilterBankLog(SignalFilterBankLog op) {
    this.op = op;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(SignalFilterBankLog.INPUT);
    Tensor output = context.output(SignalFilterBankLog.OUTPUT);
    for (int channel = 0; channel < op.channels(); channel++) {
      int scaled = input.int32At(channel) << op.inputCorrectionBits();
      boolean positive = Integer.compareUnsigned(scaled, 1) > 0;
      output.setInt16At(channel, positive ? log(scaled, op.outputScale()) : 0);
    }
  }

  /** Returns the natural logarithm of an unsigned number above 1, scaled, at most 32767. */
  private static short log(int x, int outputScale) {
    int integer = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(x);
    // From 2^16 to 2^21, so 48 bits hold the product.
    int log2 = (integer << SCALE_BITS) + fraction(x, integer);
    int ln = (int) ((LN_2 * log2 + (1 << (SCALE_BITS - 1))) >>> SCALE_BITS);
    // Unsigned, and wraps at 32 bits, as TFLM's does.
    int scaled = (outputScale * ln + (1 << (SCALE_BITS - 1))) >>> SCALE_BITS;
    return (short) Math.min(scaled, Short.MAX_VALUE);
  }

  /** Returns the part of log2(x) after the point, scaled by 2^16. */
  private static int fraction(int x, int integer) {
    int rest = x - (1 << integer);
    int linear =
        integer < SCALE_BITS ? rest << (SCALE_BITS - integer) : rest >>> (integer - SCALE_BITS);
    int segment = linear >> (SCALE_BITS - SEGMENT_BITS);
    int start = BULGE[segment];
    int within = linear - (segment << (SCALE_BITS - SEGMENT_BITS));
    return linear + start + (((BULGE[segment + 1] - start) * within) >> SCALE_BITS);
  }
}
