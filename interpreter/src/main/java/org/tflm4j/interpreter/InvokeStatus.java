/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

/** How an invocation ended. */
public enum InvokeStatus {
  /** All operators ran. */
  COMPLETED,
  /**
   * An operator ended the invocation early on purpose and the outputs were not renewed:
   * CIRCULAR_BUFFER does so until enough frames have arrived. TFLM's {@code kTfLiteAbort}.
   */
  ABORTED
}
