/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.mutation;

/** The outcome of running a model that may be broken. */
public enum Outcome {
  /** It ran to the end. */
  RAN("ran"),
  /** A {@code ModelException} refused its bytes or its graph when it was read. */
  REFUSED_READING("refused when read"),
  /** A {@code ModelException} refused it when an interpreter was created. */
  REFUSED_PREPARING("refused when prepared"),
  /** A {@code ModelException} ended an invocation, because of the values of the inputs. */
  REFUSED_RUNNING("refused when run"),
  /** The arena that it was given is too small for it. */
  ARENA_TOO_SMALL("more arena than there is"),
  /** Something else was thrown, or it took too long: an error of this library. */
  FAILED("failed");

  private final String description;

  Outcome(String description) {
    this.description = description;
  }

  /** Returns the outcome in words. */
  public String description() {
    return description;
  }
}
