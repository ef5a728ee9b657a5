/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh.compare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.tflm4j.jmh.Engines;
import org.tflm4j.jmh.ModelBenchmark;
import org.tflm4j.jmh.ModelFiles;

/** Runs a benchmark with JMH in one JVM of its own, which may refuse its model or crash. */
final class SingleFork {
  private static final Pattern RAN = Pattern.compile(Pattern.quote(ModelBenchmark.RAN) + "(.*)");
  private static final Pattern REFUSED =
      Pattern.compile(Pattern.quote(ModelBenchmark.REFUSED) + "(.*)");
  private static final Pattern FAILED = Pattern.compile("(?m)^\\S*(?:Exception|Error): (.*)$");
  private static final Pattern CRASHED = Pattern.compile("(?m)^<(forked VM failed.*)>$");

  private final Path modelFolder;
  private final Path outputFolder;
  private final Schedule schedule;

  /**
   * How long to measure.
   *
   * @param warmups iterations of half a second each before measuring
   * @param nativeWarmups the same for native code
   * @param iterations measured iterations of a fifth of a second each
   */
  record Schedule(int warmups, int nativeWarmups, int iterations) {
    private int warmups(String engine) {
      return Engines.named(engine).isNative() ? nativeWarmups : warmups;
    }
  }

  /**
   * The outcome of a fork.
   *
   * @param result what JMH measured, null if nothing
   * @param operators which providers ran the operators, or why there is no result
   */
  record Outcome(RunResult result, String operators) {}

  SingleFork(Path modelFolder, Path outputFolder, Schedule schedule) {
    this.modelFolder = modelFolder;
    this.outputFolder = outputFolder;
    this.schedule = schedule;
  }

  /**
   * Runs one fork; what JMH prints is appended to {@code jmh.log}.
   *
   * @param parameter the benchmark's parameter beside the provider
   */
  Outcome run(String benchmark, String parameter, String subject, String engine)
      throws IOException {
    Path log = Files.createTempFile(outputFolder, "fork", ".log");
    PrintStream terminal = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      // JMH sends here what the benchmark itself prints.
      System.setOut(capture);
      Collection<RunResult> results =
          new Runner(
                  new OptionsBuilder()
                      .include("^" + Pattern.quote(benchmark) + "$")
                      .param(parameter, subject)
                      .param("provider", engine)
                      .forks(1)
                      .warmupIterations(schedule.warmups(engine))
                      .warmupTime(TimeValue.milliseconds(500))
                      .measurementIterations(schedule.iterations())
                      .measurementTime(TimeValue.milliseconds(200))
                      .jvmArgsAppend(jvmArguments())
                      .output(log.toString())
                      .build())
              .run();
      String text = printed.toString(StandardCharsets.UTF_8) + Files.readString(log);
      return results.isEmpty()
          ? new Outcome(null, reason(text))
          : new Outcome(results.iterator().next(), first(RAN, text, "unknown"));
    } catch (RunnerException e) {
      return new Outcome(null, e.getMessage());
    } finally {
      System.setOut(terminal);
      append(printed.toByteArray());
      append(Files.readAllBytes(log));
      Files.delete(log);
    }
  }

  private String[] jvmArguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("--enable-native-access=ALL-UNNAMED");
    arguments.add("-D" + ModelFiles.PROPERTY + "=" + modelFolder.toAbsolutePath());
    // A native peer may crash; its traces stay in the output folder.
    arguments.add("-XX:-CreateCoredumpOnCrash");
    arguments.add("-XX:ErrorFile=" + outputFolder.toAbsolutePath().resolve("crash_%p.log"));
    return arguments.toArray(String[]::new);
  }

  private static String reason(String log) {
    String crashed = first(CRASHED, log, null);
    return first(
        REFUSED,
        log,
        crashed == null ? first(FAILED, log, "no result, see jmh.log") : "crashed: " + crashed);
  }

  private static String first(Pattern pattern, String log, String otherwise) {
    Matcher matcher = pattern.matcher(log);
    return matcher.find() ? matcher.group(1).strip() : otherwise;
  }

  private void append(byte[] text) throws IOException {
    Files.write(
        outputFolder.resolve("jmh.log"),
        text,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
