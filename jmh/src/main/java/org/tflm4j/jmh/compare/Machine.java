/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Describes the machine that the figures were measured on. */
final class Machine {
  private Machine() {}

  static String describe() {
    return "%s, %s %s, %s"
        .formatted(
            processor(),
            System.getProperty("java.vm.vendor"),
            Runtime.version(),
            System.getProperty("os.name"));
  }

  /** Returns the processor's name on Linux, its architecture elsewhere. */
  private static String processor() {
    Path information = Path.of("/proc/cpuinfo");
    if (Files.isReadable(information)) {
      try (var lines = Files.lines(information)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      } catch (IOException e) {
        // The architecture below will do.
      }
    }
    return System.getProperty("os.arch");
  }
}
