/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tflm4j.cli.output.Numbers;
import org.tflm4j.cli.output.OutputFile;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.training.digits.DigitModel;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tflm4j train-digits}: makes the model of the demo. */
@Command(
    name = "train-digits",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Draws handwritten-like digits, trains the convolutional network of the demo on them,"
          + " quantizes it to int8 and writes the model file. The same seed and number of steps give"
          + " the same file, byte for byte, on every JVM."
    })
final class TrainDigitsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Seed of the drawings and of the random initial weights, not negative; default:"
              + " ${DEFAULT-VALUE}, the bundled model's.")
  private long seed = DigitModel.SEED;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Batches of 64 drawings to learn from; default: ${DEFAULT-VALUE}, the bundled model's.")
  private int steps = DigitModel.STEPS;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write; default: ${DEFAULT-VALUE}.")
  private Path outputFile = Path.of("digits_int8.tflite");

  @Override
  public Integer call() {
    if (seed < 0) {
      throw new InvalidOption(
          spec, "--seed", seed + " is negative; such seeds are those of the held-out drawings");
    }
    InvalidOption.ifLessThanOne(spec, "--steps", steps);
    OutputFile.check(outputFile);
    PrintWriter err = spec.commandLine().getErr();
    byte[] bytes;
    try (Progress progress = new Progress(err, "training", steps)) {
      bytes = DigitModel.train(seed, steps, progress::step);
    }
    OutputFile.write(outputFile, bytes);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s: %s, seed %d, %s%n",
        outputFile, Numbers.count(bytes.length, "byte"), seed, Numbers.count(steps, "step"));
    EvaluateDigitsCommand.evaluate(
        Model.of(bytes),
        EvaluateDigitsCommand.DRAWINGS,
        ProviderChoice.chain(KernelProviders.load(), null),
        out);
    out.flush();
    return CommandLine.ExitCode.OK;
  }
}
