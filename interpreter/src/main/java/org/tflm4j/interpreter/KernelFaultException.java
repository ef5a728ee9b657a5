/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import org.tflm4j.interpreter.graph.ScheduledKernel;

/**
 * A kernel failed though its operator was checked: an error of its provider (or of the application,
 * for operators of its own), not of the model. The message names the operator and the provider.
 * After it an interpreter refuses to be invoked until it is reset, since an operator that was
 * interrupted may have left its state half written.
 */
public final class KernelFaultException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String provider;

  KernelFaultException(ScheduledKernel operator, String action, Throwable cause) {
    super(
        operator.label()
            + ": the kernel of provider "
            + operator.provider()
            + " failed "
            + action
            + ": "
            + cause,
        cause);
    this.provider = operator.provider();
  }

  /** Returns the name of the provider, {@code application} for operators of its own. */
  public String provider() {
    return provider;
  }
}
