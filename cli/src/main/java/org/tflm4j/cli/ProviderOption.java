/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.util.List;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.interpreter.KernelProviders;
import picocli.CommandLine.Option;

/** The option {@code --provider} of commands that run a model on one provider. */
final class ProviderOption {
  @Option(
      names = {"-p", "--provider"},
      paramLabel = "NAME",
      description =
          "The kernel provider to ask first (see tflm4j providers); default: the best available.")
  private String name;

  /**
   * Returns the provider with its fallback.
   *
   * @throws CommandException if it is not there or not available, with the reason and the remedy
   */
  List<KernelProvider> chain() {
    return ProviderChoice.chain(KernelProviders.load(), name);
  }
}
