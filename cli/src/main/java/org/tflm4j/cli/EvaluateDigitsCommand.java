/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.cli.output.Numbers;
import org.tflm4j.cli.output.TextTable;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.training.digits.Confusions;
import org.tflm4j.training.digits.DigitModel;
import org.tflm4j.training.digits.DigitReader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tflm4j evaluate-digits}: measures how well a digit model reads. */
@Command(
    name = "evaluate-digits",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Shows drawings that no model has learned from to a digit model, and prints how many it reads"
          + " right and which digits it confuses."
    })
final class EvaluateDigitsCommand implements Callable<Integer> {
  /** Drawings that are shown by default. */
  static final int DRAWINGS = 10_000;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "A .tflite file; default: the bundled digit model.")
  private Path modelFile;

  @Option(
      names = {"-n", "--drawings"},
      paramLabel = "N",
      description = "How many drawings; default: ${DEFAULT-VALUE}.")
  private int drawings = DRAWINGS;

  @Mixin private ProviderOption provider;

  @Override
  public Integer call() throws IOException {
    InvalidOption.ifLessThanOne(spec, "--drawings", drawings);
    Model model =
        modelFile == null ? Model.of(DigitModel.bundled()) : new ModelFile(modelFile).model();
    PrintWriter out = spec.commandLine().getOut();
    try {
      evaluate(model, drawings, provider.chain(), out);
    } catch (IllegalArgumentException e) {
      throw new CommandException(modelFile + ": " + e.getMessage(), e);
    }
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  /** Prints the accuracy and the confusions. */
  static void evaluate(Model model, int drawings, List<KernelProvider> providers, PrintWriter out) {
    DigitReader reader =
        new DigitReader(Interpreter.builder(model, OpResolver.all()).providers(providers).build());
    Confusions confusions = Confusions.of(reader, drawings);
    out.printf(
        "reads %s %% of %s%n%n",
        Numbers.real(100 * confusions.accuracy()), Numbers.count(drawings, "held-out drawing"));
    TextTable table =
        new TextTable(
            Stream.concat(Stream.of("drawn \\ read"), IntStream.range(0, 10).mapToObj(i -> ">" + i))
                .toArray(String[]::new));
    for (int digit = 0; digit < 10; digit++) {
      int row = digit;
      table.row(
          Stream.concat(
                  Stream.of(Integer.toString(digit)),
                  IntStream.range(0, 10)
                      .mapToObj(
                          i -> confusions.count(row, i) == 0 ? "" : "" + confusions.count(row, i)))
              .toArray(String[]::new));
    }
    table.print(out);
  }
}
