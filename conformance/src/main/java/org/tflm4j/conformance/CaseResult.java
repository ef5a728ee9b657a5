/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

/**
 * The result of one case on one provider.
 *
 * @param provider the provider that was asked for
 * @param failure what went wrong, with the first element that differs; null if the case passed
 * @param nonPersistentBytes planned arena, -1 if the model was not prepared
 * @param arenaBytes whole arena, -1 if the model was not prepared
 * @param ownOperators how many operators the provider ran itself; its fallback ran the others
 */
public record CaseResult(
    ConformanceCase conformanceCase,
    String provider,
    String failure,
    long nonPersistentBytes,
    long arenaBytes,
    int ownOperators) {
  public boolean passed() {
    return failure == null;
  }

  /** Returns true if the planned arena is larger than TFLM's. */
  public boolean exceedsPlannedArena() {
    return conformanceCase.nonPersistentBytes() >= 0
        && nonPersistentBytes > conformanceCase.nonPersistentBytes();
  }

  /**
   * Returns true if the whole arena is larger than TFLM's. A faster provider may ask for more
   * scratch than TFLM's kernels; an arena that is large enough for TFLM must be large enough all
   * the same.
   */
  public boolean exceedsArena() {
    return conformanceCase.arenaUsedBytes() >= 0 && arenaBytes > conformanceCase.arenaUsedBytes();
  }
}
