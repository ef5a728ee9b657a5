/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

/** What tests may know of the pages that hold code. */
public final class CodePages {
  private CodePages() {}

  /** Returns the bytes of all pages that are mapped now. */
  public static long mappedBytes() {
    return ExecutableMemory.mappedBytes();
  }
}
