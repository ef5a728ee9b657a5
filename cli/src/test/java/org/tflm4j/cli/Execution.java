/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;

/** A command run in this JVM: its exit status and what it printed. */
record Execution(int status, String out, String err) {
  /** Runs a command; paths become strings. */
  static Execution of(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status =
        commandLine.execute(Arrays.stream(args).map(Object::toString).toArray(String[]::new));
    return new Execution(status, out.toString(), err.toString());
  }

  /** The folder with the real models and the corpus, beside the checkout. */
  static Path shared(String path) {
    return Path.of(System.getProperty("tflm4j.shared", "../../shared")).resolve(path);
  }
}
