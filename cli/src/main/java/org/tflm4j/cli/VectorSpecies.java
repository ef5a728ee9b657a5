/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.lang.reflect.Field;
import java.util.Optional;

/**
 * Asks the Vector API for its preferred width by reflection: the module is incubating and may be
 * missing, and only a kernel provider may import it.
 */
final class VectorSpecies {
  private static final String MODULE = "jdk.incubator.vector";

  private VectorSpecies() {}

  /** Returns the preferred vector width, or why there is none, in one line. */
  static String describe() {
    Optional<Module> module = ModuleLayer.boot().findModule(MODULE);
    if (module.isEmpty()) {
      return "Vector API: not in this JVM (start it with --add-modules " + MODULE + ")";
    }
    try {
      Field preferred =
          Class.forName(module.get(), MODULE + ".ByteVector").getField("SPECIES_PREFERRED");
      Object bits =
          Class.forName(module.get(), MODULE + ".VectorSpecies")
              .getMethod("vectorBitSize")
              .invoke(preferred.get(null));
      return "Vector API: preferred vectors have " + bits + " bits";
    } catch (ReflectiveOperationException | LinkageError e) {
      return "Vector API: in this JVM, but its width cannot be read (" + e + ")";
    }
  }
}
