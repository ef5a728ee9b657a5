/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

/**
 * The result of one case on one provider.
 *
 * @param provider the provider that was asked for
 * @param failure what went wrong, with the first element that differs; null if the case passed
 * @param nonPersistentBytes planned arena, -1 if the model was not prepared
 */
public record CaseResult(
    ConformanceCase conformanceCase, String provider, String failure, long nonPersistentBytes) {
  public boolean passed() {
    return failure == null;
  }
}
