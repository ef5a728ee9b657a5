/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

/** What a family answers for an operator: how machine code computes it, or why none does. */
public sealed interface Offer permits Program, Offer.Declined {
  /**
   * There is no machine code.
   *
   * @param reason for users
   */
  record Declined(String reason) implements Offer {}

  /** Returns the answer that there is no machine code. */
  static Offer declined(String reason) {
    return new Declined(reason);
  }
}
