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
import org.tflm4j.cli.output.AnalysisPrinter;
import org.tflm4j.cli.output.Numbers;
import org.tflm4j.cli.output.OutputFile;
import org.tflm4j.interpreter.Model;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tflm4j analyze}: reports what a model needs and costs. */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Reports what a .tflite model needs and costs: inputs and outputs, operators with parameters,"
          + " multiply-adds, weights and kernel provider, the arena here and on a 32-bit device,"
          + " and the op resolver's lines to paste."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:analyzed, and within the budgets",
      "1:the model cannot be run, or a budget is exceeded",
      "2:wrong usage"
    })
final class AnalyzeCommand implements Callable<Integer> {
  private static final int MAX_SECONDS = 3600;

  @Spec private CommandSpec spec;

  @Mixin private ModelParameter model;

  @Mixin private JsonOption json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Writes a page to this file, for a browser: memory map, cost per operator, graph. It"
              + " needs no network.")
  private Path htmlFile;

  @Mixin private ProviderOption provider;

  @Option(
      names = "--time",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description =
          "About how long to time the operators; up to 6 times as long while the JVM still compiles"
              + " the kernels; 0 for no timing. Default: ${DEFAULT-VALUE}.")
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
      throw new InvalidOption(
          spec, "--time", "%s is not between 0 and %d".formatted(seconds, MAX_SECONDS));
    }
    InvalidOption.ifLessThanOne(spec, "--max-arena", maxArena);
    InvalidOption.ifLessThanOne(spec, "--max-device-arena", maxDeviceArena);
    if (maxLatency != null && !(maxLatency > 0 && seconds > 0)) {
      throw new InvalidOption(
          spec,
          "--max-latency-us",
          seconds > 0 ? maxLatency + " is not above 0" : "--time 0 times nothing");
    }
    json.check();
    OutputFile.check(htmlFile);
    PrintWriter out = json.text();
    ModelFile file = model.file();
    ModelAnalysis analysis = analyze(file);
    new AnalysisPrinter(out, analysis).print();
    out.flush();
    json.write(analysis::toJson);
    if (htmlFile != null) {
      OutputFile.write(htmlFile, AnalysisPage.of(analysis));
    }
    boolean arenaFits = fits("arena", analysis.arena().smallestBytes(), "--max-arena", maxArena);
    boolean deviceArenaFits = deviceArenaFits(analysis);
    boolean fastEnough = isFastEnough(analysis.timing());
    return arenaFits && deviceArenaFits && fastEnough
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  private ModelAnalysis analyze(ModelFile file) throws IOException {
    byte[] bytes = file.bytes();
    return file.prepare(() ->
        new ModelAnalyzer(Model.of(bytes), provider.chain(), seconds).analyze(file.name(), bytes));
  }

  private boolean isFastEnough(ModelAnalysis.Timing timing) {
    if (maxLatency == null || (timing.timed() && timing.invocationUs() <= maxLatency)) {
      return true;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "tflm4j: %s: %s (--max-latency-us); %s"
            .formatted(
                model.file(),
                timing.timed()
                    ? "an invocation takes %s us, above the budget of %s us"
                        .formatted(Numbers.real(timing.invocationUs()), Numbers.real(maxLatency))
                    : "an invocation was not timed",
                timing.method()));
    err.flush();
    return false;
  }

  private boolean deviceArenaFits(ModelAnalysis analysis) {
    if (maxDeviceArena == null) {
      return true;
    }
    if (analysis.devices().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "tflm4j: %s: there is no estimate for a device (--max-device-arena): TensorFlow Lite Micro"
                  .formatted(model.file())
              + " does not have "
              + String.join(", ", analysis.missingOnDevice()));
      err.flush();
      return false;
    }
    DeviceEstimate device = analysis.devices().getFirst();
    return fits(
        "arena on a " + device.profile() + " device",
        device.requiredBytes(),
        "--max-device-arena",
        maxDeviceArena);
  }

  private boolean fits(String what, long bytes, String option, Long budget) {
    if (budget == null || bytes <= budget) {
      return true;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "tflm4j: %s: the %s takes %s, %s more than the budget of %s (%s)"
            .formatted(
                model.file(),
                what,
                Numbers.count(bytes, "byte"),
                Numbers.count(bytes - budget),
                Numbers.count(budget),
                option));
    err.flush();
    return false;
  }
}
