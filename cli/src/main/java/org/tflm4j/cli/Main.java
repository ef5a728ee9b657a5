/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The entry point of {@code ./tflm4j}. */
@Command(
    name = "tflm4j",
    description = "TensorFlow Lite Micro for the JVM: runs .tflite models in pure Java.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      AnalyzeCommand.class,
      BenchmarkCommand.class,
      DemoCommand.class,
      DiffCommand.class,
      ValidateCommand.class,
      ExampleCommand.class,
      ConformanceCommand.class,
      MutateCommand.class,
      ProvidersCommand.class,
      TrainSineCommand.class,
      TrainDigitsCommand.class,
      EvaluateDigitsCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:something failed; one sentence on standard error says what",
      "2:wrong usage"
    })
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Lists all commands, because none was given. */
  @Override
  public Integer call() {
    CommandLine commandLine = spec.commandLine();
    commandLine.getErr().println("tflm4j: Missing command");
    commandLine.usage(commandLine.getErr());
    return CommandLine.ExitCode.USAGE;
  }

  /** Returns the command line with all commands, ready to execute. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler(new UsageHandler())
        .setExecutionExceptionHandler(new FailureHandler())
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /**
   * Runs a command and exits with its status.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    // Image readers are the only part of AWT in use; without this, macOS shows an icon for them.
    System.setProperty("java.awt.headless", "true");
    int status;
    try {
      status = commandLine().execute(args);
    } catch (OutOfMemoryError e) {
      System.err.println(
          "tflm4j: not enough memory ("
              + e.getMessage()
              + "); give the JVM more, for instance TFLM4J_JAVA_OPTS=-Xmx4g");
      status = CommandLine.ExitCode.SOFTWARE;
    }
    System.exit(status);
  }
}
