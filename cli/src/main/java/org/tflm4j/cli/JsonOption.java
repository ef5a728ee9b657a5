/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.tflm4j.cli.output.OutputFile;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --json}: the results for programs, in a file or on standard output. */
final class JsonOption {
  private static final Path STANDARD_OUTPUT = Path.of("-");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "Writes the results as JSON to this file; - writes them to standard output, and the text"
              + " to standard error.")
  private Path file;

  private boolean isStandardOutput() {
    return STANDARD_OUTPUT.equals(file);
  }

  /** Returns where the text for people goes: never where the JSON goes. */
  PrintWriter text() {
    CommandLine commandLine = command.commandLine();
    return isStandardOutput() ? commandLine.getErr() : commandLine.getOut();
  }

  /**
   * Checks that the file can be written, before long work is done.
   *
   * @throws CommandException if it cannot be written
   */
  void check() {
    if (!isStandardOutput()) {
      OutputFile.check(file);
    }
  }

  /**
   * Writes the results if they were asked for.
   *
   * @param results makes them; not called otherwise
   * @throws CommandException if they cannot be written
   */
  void write(Supplier<? extends JsonNode> results) {
    if (isStandardOutput()) {
      PrintWriter out = command.commandLine().getOut();
      out.println(results.get().toPrettyString());
      if (out.checkError()) {
        throw new CommandException("standard output cannot be written");
      }
    } else if (file != null) {
      OutputFile.write(file, results.get());
    }
  }
}
