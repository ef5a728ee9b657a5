/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.util.Optional;
import org.tflm4j.cli.output.Numbers;
import picocli.CommandLine.IVersionProvider;

/** Describes the version of TFLM4J and the JVM that it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"TFLM4J " + number(), jvm()};
  }

  /**
   * Reads the version from the module descriptor or, on the class path, from the jar's manifest.
   */
  private static String number() {
    return Optional.ofNullable(Version.class.getModule().getDescriptor())
        .flatMap(descriptor -> descriptor.rawVersion())
        .or(() -> Optional.ofNullable(Version.class.getPackage().getImplementationVersion()))
        .orElse("(unpackaged classes)");
  }

  /** Returns the JVM, its version and the platform in one line. */
  static String jvm() {
    return "%s %s on %s %s, %s"
        .formatted(
            System.getProperty("java.vm.name"),
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Numbers.count(Runtime.getRuntime().availableProcessors(), "processor"));
  }
}
