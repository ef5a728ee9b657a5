/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs {@code as} and {@code objcopy} of GNU binutils. */
final class GnuAssembler {
  private GnuAssembler() {}

  static boolean isInstalled() {
    try {
      run(Path.of("."), "as", "--version");
      run(Path.of("."), "objcopy", "--version");
      return true;
    } catch (IOException absent) {
      return false;
    }
  }

  /** Returns the bytes of each line. */
  static List<byte[]> assemble(List<String> lines, Path folder) throws IOException {
    StringBuilder source = new StringBuilder(".intel_syntax noprefix\n");
    for (String line : lines) {
      // Each instruction behind its length, so that the output can be taken apart.
      source.append(".byte 2f-1f\n1: ").append(line).append("\n2:\n");
    }
    Path text = folder.resolve("cases.s");
    Path object = folder.resolve("cases.o");
    Path binary = folder.resolve("cases.bin");
    Files.writeString(text, source);
    run(folder, "as", "--64", "-o", object.toString(), text.toString());
    run(folder, "objcopy", "-O", "binary", "-j", ".text", object.toString(), binary.toString());
    byte[] bytes = Files.readAllBytes(binary);
    List<byte[]> instructions = new ArrayList<>();
    for (int i = 0; i < bytes.length; i += 1 + bytes[i]) {
      instructions.add(Arrays.copyOfRange(bytes, i + 1, i + 1 + bytes[i]));
    }
    return instructions;
  }

  private static void run(Path folder, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ":\n" + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
