/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tflm4j.cli.analysis.DeviceEstimate;
import org.tflm4j.cli.analysis.ModelAnalysis;
import org.tflm4j.cli.analysis.ModelAnalyzer;
import org.tflm4j.cli.html.AnalysisPage;
import org.tflm4j.cli.input.FileBytes;
import org.tflm4j.cli.output.AnalysisPrinter;
import org.tflm4j.cli.output.Numbers;
import org.tflm4j.cli.output.OutputFile;
import org.tflm4j.interpreter.ArenaTooSmallException;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.model.ModelException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tflm4j analyze}: what a model needs and costs. */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Tells what a .tflite model needs and costs: inputs and outputs, operators with parameters,"
          + " multiply-adds, weights and kernel provider, the arena here and on a 32-bit device,"
          + " and the op resolver's lines to paste."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:analyzed, and within the budgets",
      "1:the model can not be run, or a budget is exceeded",
      "2:wrong usage"
    })
final class AnalyzeCommand implements Callable<Integer> {
  private static final int MAX_SECONDS = 3600;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "The .tflite file.")
  private Path modelFile;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes everything to this file, for machines.")
  private Path jsonFile;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Writes a page to this file, for a browser: memory map, cost per operator, graph. It"
              + " needs no network.")
  private Path htmlFile;

  @Option(
      names = {"-p", "--provider"},
      paramLabel = "NAME",
      description =
          "The kernel provider to ask first (see tflm4j providers); default: the best available.")
  private String provider;

  @Option(
      names = "--time",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description =
          "About how long to time the operators, up to 6 times as long until the JVM has compiled"
              + " the kernels; 0 not to. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--max-arena",
      paramLabel = "BYTES",
      description = "A budget: exit status 1 if the smallest arena here is larger.")
  private Long maxArena;

  @Option(
      names = "--max-device-arena",
      paramLabel = "BYTES",
      description = "A budget: exit status 1 if the estimate for a 32-bit device is larger.")
  private Long maxDeviceArena;

  @Option(
      names = "--max-latency-us",
      paramLabel = "N",
      description =
          "A budget: exit status 1 if an invocation takes longer here, in microseconds, or was not"
              + " timed. tflm4j benchmark measures more carefully.")
  private Double maxLatency;

  @Override
  public Integer call() throws IOException {
    if (!(seconds >= 0 && seconds <= MAX_SECONDS)) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid value for option '--time': %s is not between 0 and %d"
              .formatted(seconds, MAX_SECONDS));
    }
    requirePositive("--max-arena", maxArena);
    requirePositive("--max-device-arena", maxDeviceArena);
    if (maxLatency != null && !(maxLatency > 0 && seconds > 0)) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid value for option '--max-latency-us': "
              + (seconds > 0 ? maxLatency + " is not above 0" : "--time 0 times nothing"));
    }
    OutputFile.check(jsonFile, htmlFile);
    PrintWriter out = spec.commandLine().getOut();
    byte[] bytes = FileBytes.read(modelFile);
    ModelAnalysis analysis = analyze(bytes);
    new AnalysisPrinter(out, analysis).print();
    out.flush();
    if (jsonFile != null) {
      OutputFile.write(jsonFile, analysis.toJson());
    }
    if (htmlFile != null) {
      OutputFile.write(htmlFile, AnalysisPage.of(analysis));
    }
    DeviceEstimate device = analysis.devices().getFirst();
    boolean arenaFits = fits("arena", analysis.arena().smallestBytes(), "--max-arena", maxArena);
    boolean deviceArenaFits =
        fits(
            "arena on a " + device.profile() + " device",
            device.requiredBytes(),
            "--max-device-arena",
            maxDeviceArena);
    boolean fastEnough = isFastEnough(analysis.timing());
    return arenaFits && deviceArenaFits && fastEnough
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  private void requirePositive(String option, Long value) {
    if (value != null && value < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid value for option '" + option + "': " + value + " is less than 1");
    }
  }

  private ModelAnalysis analyze(byte[] bytes) {
    try {
      var providers = ProviderChoice.chain(KernelProviders.load(), provider);
      return new ModelAnalyzer(Model.of(bytes), providers, seconds)
          .analyze(modelFile.getFileName().toString(), bytes);
    } catch (ModelException | ArenaTooSmallException e) {
      throw new CommandException(modelFile + ": " + e.getMessage(), e);
    }
  }

  private boolean isFastEnough(ModelAnalysis.Timing timing) {
    if (maxLatency == null || (timing.timed() && timing.invocationUs() <= maxLatency)) {
      return true;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "tflm4j: %s: %s (--max-latency-us); %s"
            .formatted(
                modelFile,
                timing.timed()
                    ? "an invocation takes %s us, above the budget of %s us"
                        .formatted(Numbers.real(timing.invocationUs()), Numbers.real(maxLatency))
                    : "an invocation was not timed",
                timing.method()));
    err.flush();
    return false;
  }

  private boolean fits(String what, long bytes, String option, Long budget) {
    if (budget == null || bytes <= budget) {
      return true;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "tflm4j: %s: the %s takes %s, %s more than the budget of %s (%s)"
            .formatted(
                modelFile,
                what,
                Numbers.count(bytes, "byte"),
                Numbers.count(bytes - budget),
                Numbers.count(budget),
                option));
    err.flush();
    return false;
  }
}
