/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.spi;

import org.tflm4j.api.kernel.Kernel;

/** A provider's answer to a request: a kernel, or "not mine" with the reason. */
public sealed interface KernelAnswer {
  /** The provider has a kernel. */
  record Accepted(Kernel kernel) implements KernelAnswer {}

  /** The provider has none; the next one is asked. */
  record Declined(String reason) implements KernelAnswer {}

  static KernelAnswer of(Kernel kernel) {
    return new Accepted(kernel);
  }

  static KernelAnswer declined(String reason) {
    return new Declined(reason);
  }
}
