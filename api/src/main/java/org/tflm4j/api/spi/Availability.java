/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.spi;

import java.util.Objects;

/**
 * Whether a provider can work in this JVM.
 *
 * @param available true if it can
 * @param reason why it cannot, with the remedy; empty where it can
 */
public record Availability(boolean available, String reason) {
  /** The provider can work. */
  public static final Availability AVAILABLE = new Availability(true, "");

  public Availability {
    Objects.requireNonNull(reason, "reason");
  }

  /** Returns the answer of a provider that cannot work here: why, and what to do about it. */
  public static Availability unavailable(String cause, String remedy) {
    return new Availability(false, cause + "; " + remedy);
  }
}
