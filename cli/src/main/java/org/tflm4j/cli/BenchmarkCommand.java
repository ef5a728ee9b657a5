/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.cli.benchmark.BenchmarkReport;
import org.tflm4j.cli.benchmark.BenchmarkReport.Limits;
import org.tflm4j.cli.benchmark.ModelMeasurement;
import org.tflm4j.cli.benchmark.Schedule;
import org.tflm4j.interpreter.KernelProviders;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tflm4j benchmark}: measures how long a model and its operators take. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Measures models on random inputs as TFLite's benchmark_model does: the time to create the"
          + " interpreter, the first invocation, a warm-up and the invocations after it; then, in a"
          + " second pass with a profiler, each operator. Without --provider it measures the"
          + " best available provider."
    },
    footer = {
      "",
      "Warming up goes on while the JVM still compiles, up to 20 times the time of --warm-up. Where"
          + " an invocation takes less than 5 us, a run is several of them. Times of operators"
          + " include reading the clock, about 25 ns.",
      "",
      "For a comparison of providers, and with native code, use the benchmarks in jmh: they run"
          + " side by side, each in a JVM of its own."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:measured", "1:a limit is exceeded, or something failed", "2:wrong usage"})
final class BenchmarkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelParameters models;

  @Mixin private ProvidersOption providers;

  @Mixin private JsonOption json;

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
      description = "How long to invoke at least before measuring; default: ${DEFAULT-VALUE}.")
  private double warmUp;

  @Option(
      names = {"-n", "--runs"},
      paramLabel = "N",
      defaultValue = Schedule.RUNS,
      description = "How many runs to measure at least; default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = Schedule.SECONDS,
      description = "How long to measure at least; default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Override
  public Integer call() throws IOException {
    if (maxLatency != null && !(maxLatency > 0)) {
      throw new InvalidOption(spec, "--max-latency-us", maxLatency + " is not above 0");
    }
    InvalidOption.ifLessThanOne(spec, "--max-arena", maxArena);
    InvalidOption.ifLessThanOne(spec, "--runs", runs);
    json.check();
    Limits limits = new Limits(maxLatency, maxArena);
    Schedule schedule =
        new Schedule(duration("--warm-up", warmUp), runs, duration("--seconds", seconds));
    PrintWriter out = json.text();
    BenchmarkReport report = new BenchmarkReport();
    List<ModelFile> files = models.files();
    List<String> names =
        providers.namesOr(ProviderChoice.available(KernelProviders.load()).subList(0, 1));
    try (Progress progress =
        new Progress(
            spec.commandLine().getErr(),
            "benchmark",
            files.size() * names.size() * ModelMeasurement.STEPS)) {
      for (ModelFile model : files) {
        for (String provider : names) {
          ModelMeasurement measurement = measure(model, provider, schedule, progress);
          progress.pause(() -> report.add(model.toString(), provider, measurement, out));
        }
      }
    }
    report.printMedians(out);
    json.write(() -> report.toJson(limits));
    List<String> exceeded = report.exceeded(limits);
    PrintWriter err = spec.commandLine().getErr();
    exceeded.forEach(sentence -> err.println("tflm4j: " + sentence));
    err.flush();
    return exceeded.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static ModelMeasurement measure(
      ModelFile model, String provider, Schedule schedule, Progress progress) throws IOException {
    byte[] bytes = model.bytes();
    List<KernelProvider> chain = ProviderChoice.chain(KernelProviders.load(), provider);
    return model.prepare(() -> ModelMeasurement.take(bytes, chain, schedule, progress::step));
  }

  private Duration duration(String option, double value) {
    if (!(value >= 0 && value <= 1e6)) {
      throw new InvalidOption(spec, option, value + " is not a time in seconds");
    }
    return Duration.ofNanos((long) (value * 1e9));
  }
}
