/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.tflm4j.kernels.jit.asm.CodeMark;

/**
 * Tells Linux {@code perf} where functions lie, if the system property {@value #PROPERTY} is true:
 * one line for each of their parts in {@code /tmp/perf-PID.map}, which perf reads.
 */
final class PerfMap {
  static final String PROPERTY = "tflm4j.jit.perfmap";

  private PerfMap() {}

  static boolean isEnabled() {
    return Boolean.getBoolean(PROPERTY);
  }

  static Path file() {
    return Path.of("/tmp/perf-" + ProcessHandle.current().pid() + ".map");
  }

  static void append(long address, CodeListing listing) {
    StringBuilder lines = new StringBuilder();
    List<CodeMark> marks = listing.marks();
    int end = marks.isEmpty() ? listing.code().length : marks.getFirst().offset();
    add(lines, address, 0, end, listing.name());
    for (int i = 0; i < marks.size(); i++) {
      int begin = marks.get(i).offset();
      end = i + 1 < marks.size() ? marks.get(i + 1).offset() : listing.code().length;
      add(lines, address, begin, end, listing.name() + " " + marks.get(i).name());
    }
    try {
      Files.writeString(file(), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(StringBuilder lines, long address, int begin, int end, String name) {
    if (end > begin) {
      lines.append("%x %x %s%n".formatted(address + begin, end - begin, name));
    }
  }
}
