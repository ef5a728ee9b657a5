/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

/** How the accumulators of one output channel become outputs, bit for bit as in TFLM. */
public sealed interface Requantization permits FloatForm, IntegerForm {
  /**
   * Returns the form of one channel on its own: a float form if one could be proven.
   *
   * @param multiplier see {@link org.tflm4j.api.quantization.QuantizedMultiplier#multiplier()}
   * @param shift see {@link org.tflm4j.api.quantization.QuantizedMultiplier#shift()}
   * @param outputZeroPoint added after the multiplication
   * @param min least output, after the fused activation
   * @param max greatest output
   * @param accMin no accumulator is below
   * @param accMax no accumulator is above
   */
  static Requantization of(
      int multiplier, int shift, int outputZeroPoint, int min, int max, int accMin, int accMax) {
    SidedRounding rounding =
        SidedRounding.suffices(multiplier, shift, outputZeroPoint, min, max, accMin, accMax)
            ? SidedRounding.ONE_SIDED
            : SidedRounding.TWO_SIDED;
    FloatProof proof = new FloatProof(rounding, outputZeroPoint, min, max);
    return proof.prove(multiplier, shift, accMin, accMax)
        ? proof.form()
        : new IntegerForm(multiplier, shift);
  }
}
