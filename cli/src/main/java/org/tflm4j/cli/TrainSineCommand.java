/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tflm4j.cli.output.Numbers;
import org.tflm4j.cli.output.OutputFile;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.training.sine.SineModel;
import org.tflm4j.training.sine.SineRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tflm4j train-sine}: makes the bundled sine model. */
@Command(
    name = "train-sine",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Trains the sine network of the hello world example (1-16-16-1, ReLU), quantizes it to int8"
          + " and writes the model file. The same seed gives the same file, byte for byte, on every"
          + " JVM."
    })
final class TrainSineCommand implements Callable<Integer> {
  /** Points of the period at which the error is taken. */
  private static final int POINTS = 1001;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Seed of the random initial weights; default: ${DEFAULT-VALUE}, the bundled model's.")
  private long seed = SineModel.SEED;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write; default: ${DEFAULT-VALUE}.")
  private Path outputFile = Path.of("sine_int8.tflite");

  @Override
  public Integer call() {
    OutputFile.check(outputFile);
    byte[] bytes = SineModel.train(seed);
    SineRun run = new SineRun(Model.of(bytes), ProviderChoice.chain(KernelProviders.load(), null));
    OutputFile.write(outputFile, bytes);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s: %s, seed %d, max error %s at %d points of [0, 2 pi]%n",
        outputFile,
        Numbers.count(bytes.length, "byte"),
        seed,
        Numbers.real(SineRun.maxError(run.answers(POINTS))),
        POINTS);
    out.flush();
    return CommandLine.ExitCode.OK;
  }
}
