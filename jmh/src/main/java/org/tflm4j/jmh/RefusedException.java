/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh;

/** An engine cannot run a model; the message says why, in one line. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  /** Creates an exception with the reason. */
  public RefusedException(String message) {
    super(message);
  }
}
