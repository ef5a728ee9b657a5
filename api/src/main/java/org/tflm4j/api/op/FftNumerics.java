/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * The arithmetic of {@link SignalRfft} and {@link SignalIrfft}; input and output are of one type.
 */
public sealed interface FftNumerics {
  /** FLOAT32: every operation rounds to float. */
  record Real() implements FftNumerics {}

  /** INT16 with 15 bits after the point. Operations round and wrap as kissfft's do. */
  record Q15() implements FftNumerics {}

  /** INT32 with 31 bits after the point. Operations round and wrap as kissfft's do. */
  record Q31() implements FftNumerics {}
}
