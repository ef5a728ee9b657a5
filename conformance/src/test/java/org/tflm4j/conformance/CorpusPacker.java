/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs the folder of the corpus into the resource that {@link Corpus} opens. A tool, run by hand
 * when the corpus has changed; it needs the JDK alone:
 *
 * <pre>{@code
 * java conformance/src/test/java/org/tflm4j/conformance/CorpusPacker.java ../shared/corpus \
 *     conformance/src/main/resources/org/tflm4j/conformance/corpus.zip
 * }</pre>
 */
final class CorpusPacker {
  /** The time of all entries; earlier years are written in a way that depends on the time zone. */
  private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private CorpusPacker() {}

  /** Packs the folder named first into the file named second. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("usage: CorpusPacker FOLDER ZIP");
    }
    pack(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  /** Packs all files of a folder: the same files always give the same bytes. */
  static void pack(Path folder, Path zip) throws IOException {
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.setLevel(Deflater.BEST_COMPRESSION);
      for (String name : files(folder)) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        out.putNextEntry(entry);
        Files.copy(folder.resolve(name), out);
        out.closeEntry();
      }
    }
  }

  /** Returns the paths of all files in a folder, relative to it, with slashes, sorted. */
  static List<String> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
