/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table of what GNU as makes of each case: bytes in hex, then the text. */
final class EncodingTable {
  private EncodingTable() {}

  /** Returns all cases, each text once. */
  static List<EncodingCase> cases() throws IOException {
    List<EncodingCase> cases = new ArrayList<>(GeneralForms.cases());
    cases.addAll(VectorForms.cases());
    return cases;
  }

  /** Returns the lines of the table in the resources. */
  static List<String> lines() throws IOException {
    try (InputStream in = EncodingTable.class.getResourceAsStream("encodings.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** Returns the lines that GNU as makes now. */
  static List<String> assemble(Path folder) throws IOException {
    List<EncodingCase> cases = cases();
    List<byte[]> bytes =
        GnuAssembler.assemble(cases.stream().map(EncodingCase::text).toList(), folder);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      lines.add(cases.get(i).line(bytes.get(i)));
    }
    return lines;
  }

  /** Writes the table to the file that the first argument names. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("encodings");
    Files.write(Path.of(arguments[0]), assemble(folder));
  }
}
