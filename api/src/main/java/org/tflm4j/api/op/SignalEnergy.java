/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SignalEnergy: {@code output[i] = real[i]^2 + imaginary[i]^2} from startIndex to endIndex. Mirrors
 * {@code signal/micro/kernels/energy.cc}. TFLM does not write the other elements; here they are 0.
 *
 * <p>Tensors: input INT16, complex numbers, real part first; output UINT32, one element per number.
 *
 * @param startIndex the first number computed, at least 0
 * @param endIndex behind the last number computed, at most the numbers of input and output
 */
public record SignalEnergy(int startIndex, int endIndex) implements Op {
  /** Input: complex numbers. */
  public static final int INPUT = 0;

  /** Output: their squared magnitudes. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "SignalEnergy";
  }
}
