/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.util.List;
import picocli.CommandLine.Option;

/**
 * The option {@code --provider} of commands that take several providers in turn. What they take
 * without it stands in their own descriptions.
 */
final class ProvidersOption {
  @Option(
      names = {"-p", "--provider"},
      paramLabel = "NAME",
      split = ",",
      splitSynopsisLabel = ",",
      description =
          "The kernel provider to ask first (see tflm4j providers); several, separated by commas,"
              + " take turns.")
  private List<String> names = List.of();

  /** Returns the names in the order in which they were given, each once; the default for none. */
  List<String> namesOr(List<String> byDefault) {
    return names.isEmpty() ? byDefault : names.stream().distinct().toList();
  }
}
