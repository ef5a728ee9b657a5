/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.device;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/** The layouts of TFLM's structs, by the names in {@code tflm-structs.properties}. */
final class TflmStructs {
  private static final Properties LAYOUTS = load();

  private TflmStructs() {}

  private static Properties load() {
    try (var reader =
        new InputStreamReader(
            TflmStructs.class.getResourceAsStream("tflm-structs.properties"),
            StandardCharsets.UTF_8)) {
      Properties layouts = new Properties();
      layouts.load(reader);
      return layouts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the layout with this name, which must be there. */
  static StructLayout of(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("there is no struct " + name));
  }

  /** Returns the layout with this name, nothing where TFLM keeps no such struct. */
  static Optional<StructLayout> find(String name) {
    return Optional.ofNullable(LAYOUTS.getProperty(name)).map(StructLayout::parse);
  }
}
