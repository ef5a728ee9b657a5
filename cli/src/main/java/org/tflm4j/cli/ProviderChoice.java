/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.util.List;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.interpreter.KernelProviders;

/** Finds the kernel providers that a command asks for. */
final class ProviderChoice {
  private ProviderChoice() {}

  /**
   * Returns the named provider with its fallback, or for null all available ones in the order of
   * their priority.
   *
   * @throws CommandException if it is not there or not available, with the reason and the remedy
   */
  static List<KernelProvider> chain(KernelProviders providers, String name) {
    try {
      return name == null ? providers.best() : providers.named(name);
    } catch (IllegalStateException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  /**
   * Returns the names of all available providers, the best first.
   *
   * @throws CommandException if none is available
   */
  static List<String> available(KernelProviders providers) {
    return chain(providers, null).stream().map(KernelProvider::name).toList();
  }
}
