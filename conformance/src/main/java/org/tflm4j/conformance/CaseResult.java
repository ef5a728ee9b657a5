/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

/**
 * The result of one case on one provider.
 *
 * @param provider the provider that was asked for
 * @param failure what went wrong, with the first element that differs; null if the case passed
 * @param nonPersistentBytes planned arena, -1 if the model was not prepared
 * @param ownOperators how many operators the provider ran itself; its fallback ran the others
 */
public record CaseResult(
    ConformanceCase conformanceCase,
    String provider,
    String failure,
    long nonPersistentBytes,
    int ownOperators) {
  public boolean passed() {
    return failure == null;
  }

  /** Returns true if the planned arena is larger than TFLM's. */
  public boolean exceedsPlannedArena() {
    return conformanceCase.nonPersistentBytes() >= 0
        && nonPersistentBytes > conformanceCase.nonPersistentBytes();
  }
}
