/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.kernel;

/**
 * Thrown by a kernel whose input values cannot be computed with, where preparing could not know
 * them: an index out of range in a tensor that is not constant, for example. The interpreter adds
 * the operator to the message.
 */
public final class KernelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Creates an exception whose message names the tensor and the value. */
  public KernelException(String message) {
    super(message);
  }
}
