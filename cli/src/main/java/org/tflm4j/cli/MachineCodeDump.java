/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.tflm4j.cli.output.Numbers;
import org.tflm4j.cli.output.OutputFile;

/**
 * The folder of {@code --dump-code}. Who makes machine code writes it there while kernels are made:
 * for each piece a file {@code .bin} and a listing {@code .txt}.
 *
 * @param folder null if the option was not given
 */
record MachineCodeDump(Path folder) {
  /** The system property that providers of machine code read. */
  private static final String PROPERTY = "tflm4j.jit.dump";

  /**
   * Checks that the folder can be written and holds no code yet, which would be mixed up with the
   * new one.
   *
   * @throws CommandException if not
   */
  void check() throws IOException {
    if (folder != null) {
      OutputFile.folder(folder);
      if (pieces() > 0) {
        throw new CommandException(
            folder + " already has machine code (.bin); name an empty or a new folder");
      }
    }
  }

  /** Makes kernels, whose code is written meanwhile. */
  <T> T during(ModelFile.Work<T> preparation) throws IOException {
    if (folder == null) {
      return preparation.run();
    }
    String before = System.getProperty(PROPERTY);
    System.setProperty(PROPERTY, folder.toString());
    try {
      return preparation.run();
    } finally {
      if (before == null) {
        System.clearProperty(PROPERTY);
      } else {
        System.setProperty(PROPERTY, before);
      }
    }
  }

  /**
   * Returns what was written, in one line.
   *
   * @param providers who runs the operators, in one line
   * @throws CommandException if nothing was
   */
  String summary(String providers) throws IOException {
    long pieces = pieces();
    if (pieces == 0) {
      throw new CommandException(
          "there is no machine code to write to "
              + folder
              + ": "
              + providers
              + "; tflm4j providers says what is available");
    }
    return "machine code: %s in %s, each with a listing (objdump -D -b binary -m i386:x86-64 FILE)"
        .formatted(Numbers.count(pieces, "piece"), folder);
  }

  private long pieces() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".bin")).count();
    }
  }
}
