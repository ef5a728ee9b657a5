/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.tflm4j.kernels.jit.asm.CodeMark;

/**
 * What one function consists of. With the system property {@value #DUMP} each function is written
 * to that folder when it becomes executable: {@code 0001-NAME.bin} for {@code objdump -D -b binary
 * -m i386:x86-64}, and {@code 0001-NAME.txt} with the offsets of its parts.
 *
 * @param name operator, shape and instruction set
 * @param code its bytes
 * @param marks names of places, such as tiles and tails
 */
record CodeListing(String name, byte[] code, List<CodeMark> marks) {
  /** Names the folder for listings. */
  static final String DUMP = "tflm4j.jit.dump";

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Writes what was asked for by system properties; called when the functions are linked. */
  static void publish(List<MachineCode> functions) {
    String folder = System.getProperty(DUMP);
    boolean perf = PerfMap.isEnabled();
    for (MachineCode function : functions) {
      CodeListing listing = function.takeListing();
      if (folder != null) {
        listing.write(Path.of(folder));
      }
      if (perf) {
        PerfMap.append(function.address(), listing);
      }
    }
  }

  private void write(Path folder) {
    String file = "%04d-%s".formatted(COUNT.incrementAndGet(), name.replaceAll("[^\\w.-]+", "_"));
    StringBuilder text =
        new StringBuilder(name).append(", ").append(code.length).append(" bytes\n");
    for (CodeMark mark : marks) {
      text.append("%6x %s%n".formatted(mark.offset(), mark.name()));
    }
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(file + ".bin"), code);
      Files.writeString(folder.resolve(file + ".txt"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
