/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

/** A command cannot do what it was asked to; the message is the sentence that the user reads. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Creates an exception with the sentence for the user. */
  public CommandException(String message) {
    super(message);
  }

  /** Creates an exception with the sentence for the user and its cause. */
  public CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
