/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.cli.benchmark.BenchmarkReport;
import org.tflm4j.cli.benchmark.BenchmarkReport.Limits;
import org.tflm4j.cli.benchmark.ModelMeasurement;
import org.tflm4j.cli.benchmark.Schedule;
import org.tflm4j.cli.input.FileBytes;
import org.tflm4j.cli.output.OutputFile;
import org.tflm4j.interpreter.ArenaTooSmallException;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.model.ModelException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tflm4j benchmark}: how long a model takes, and what of it. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Measures models on random inputs as TFLite's benchmark_model does: the time to create the"
          + " interpreter, of the first invocation, of a warm-up and of invocations after it, then,"
          + " in a second pass with a profiler, of each operator."
    },
    footer = {
      "",
      "Warming up goes on while the JVM still compiles, up to 20 times the time of --warm-up. Where"
          + " an invocation takes less than 5 us, a run is several of them. Times of operators"
          + " include a look at the clock, about 25 ns.",
      "",
      "For a comparison of providers, and with native code, use the benchmarks in jmh: they run in"
          + " JVMs of their own, side by side."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:measured", "1:a limit is exceeded, or something failed", "2:wrong usage"})
final class BenchmarkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", arity = "1..*", description = "The .tflite files.")
  private List<Path> models;

  @Option(
      names = {"-p", "--provider"},
      paramLabel = "NAME",
      description =
          "A kernel provider to ask first (see tflm4j providers), several in turn; default: the"
              + " best available.")
  private List<String> names = List.of();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes an array with an object for each model and provider to this file.")
  private Path jsonFile;

  @Option(
      names = "--max-latency-us",
      paramLabel = "N",
      description = "Fails if the median of an invocation takes longer, in microseconds.")
  private Double maxLatency;

  @Option(
      names = "--max-arena",
      paramLabel = "BYTES",
      description = "Fails if a model needs a larger arena.")
  private Long maxArena;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = Schedule.WARM_UP_SECONDS,
      description = "Invokes at least so long before measuring; default: ${DEFAULT-VALUE}.")
  private double warmUp;

  @Option(
      names = {"-n", "--runs"},
      paramLabel = "N",
      defaultValue = Schedule.RUNS,
      description = "Measures at least so many runs; default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = Schedule.SECONDS,
      description = "Measures at least so long; default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Override
  public Integer call() throws IOException {
    if (maxLatency != null && !(maxLatency > 0)) {
      throw usage("--max-latency-us", maxLatency, "not above 0");
    }
    if (maxArena != null && maxArena < 1) {
      throw usage("--max-arena", maxArena, "less than 1");
    }
    OutputFile.check(jsonFile);
    Limits limits = new Limits(maxLatency, maxArena);
    Schedule schedule =
        new Schedule(
            duration("--warm-up", warmUp), atLeastOne(runs), duration("--seconds", seconds));
    PrintWriter out = spec.commandLine().getOut();
    BenchmarkReport report = new BenchmarkReport();
    List<String> providers = names.isEmpty() ? List.of(best()) : names.stream().distinct().toList();
    try (Progress progress =
        new Progress(
            spec.commandLine().getErr(),
            "benchmark",
            models.size() * providers.size() * ModelMeasurement.STEPS)) {
      for (Path model : models) {
        for (String provider : providers) {
          ModelMeasurement measurement = measure(model, provider, schedule, progress);
          progress.pause(() -> report.add(model.toString(), provider, measurement, out));
        }
      }
    }
    report.printMedians(out);
    if (jsonFile != null) {
      OutputFile.write(jsonFile, report.toJson(limits));
    }
    List<String> exceeded = report.exceeded(limits);
    PrintWriter err = spec.commandLine().getErr();
    exceeded.forEach(sentence -> err.println("tflm4j: " + sentence));
    err.flush();
    return exceeded.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static String best() {
    return ProviderChoice.chain(KernelProviders.load(), null).getFirst().name();
  }

  private static ModelMeasurement measure(
      Path model, String provider, Schedule schedule, Progress progress) throws IOException {
    byte[] bytes = FileBytes.read(model);
    List<KernelProvider> chain = ProviderChoice.chain(KernelProviders.load(), provider);
    try {
      return ModelMeasurement.take(bytes, chain, schedule, progress::step);
    } catch (ModelException | ArenaTooSmallException e) {
      throw new CommandException(model + ": " + e.getMessage(), e);
    }
  }

  private Duration duration(String option, double value) {
    if (!(value >= 0 && value <= 1e6)) {
      throw usage(option, value, "not a time in seconds");
    }
    return Duration.ofNanos((long) (value * 1e9));
  }

  private int atLeastOne(int value) {
    if (value < 1) {
      throw usage("--runs", value, "less than 1");
    }
    return value;
  }

  private ParameterException usage(String option, Number value, String problem) {
    return new ParameterException(
        spec.commandLine(),
        "Invalid value for option '" + option + "': " + value + " is " + problem);
  }
}
