/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.training.sine.SineModel;
import picocli.CommandLine.Model.OptionSpec;

class MainTest {
  @TempDir private Path folder;

  @Test
  void withoutACommandItShowsTheUsageAndFails() {
    Execution run = Execution.of();

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("Missing command", "Usage: tflm4j", "run", "conformance", "demo");
  }

  @Test
  void suggestsCommandsAndOptions() {
    Execution command = Execution.of("demmo");
    assertThat(command.status()).isEqualTo(2);
    assertThat(command.err()).contains("demmo", "tflm4j demo");

    Execution option = Execution.of("conformance", ".", "--provder", "reference");
    assertThat(option.status()).isEqualTo(2);
    assertThat(option.err()).contains("--provder", "--provider");
  }

  /** The sentence must not be lost above pages of help. */
  @Test
  void wrongUsageIsShort() {
    Execution run = Execution.of("run", "model.tflite", "--arena", "x");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("tflm4j: Invalid value for option '--arena': 'x' is not")
        .contains("Usage: tflm4j run ", "tflm4j run --help");
    assertThat(run.err().lines()).hasSizeLessThan(9);
  }

  /** Known before the work is done, which may take minutes. */
  @ParameterizedTest
  @CsvSource({
    "train-digits, -o",
    "train-sine, -o",
    "demo, --png",
    "mutate, --json",
    "conformance, --json",
    "conformance, --table",
    "validate MODEL, --json",
    "analyze MODEL, --json",
    "analyze MODEL, --html",
    "benchmark MODEL, --json",
    "diff MODEL, --json",
    "run MODEL, -o"
  })
  void outputThatCannotBeWrittenIsOneSentence(String command, String option) {
    Path missing = folder.resolve("missing/file");
    List<Object> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
    arguments.addAll(List.of(option, missing));
    Execution run = Execution.of(arguments.toArray());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "tflm4j: %s cannot be written: there is no folder %s"
                .formatted(missing, missing.getParent()));

    arguments.set(arguments.size() - 1, folder);
    assertThat(Execution.of(arguments.toArray()).err())
        .isEqualToIgnoringNewLines(
            "tflm4j: %s cannot be written: it is a folder".formatted(folder));
  }

  @Test
  void versionNamesTheJvm() {
    Execution run = Execution.of("--version");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("TFLM4J ", Runtime.version().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "analyze",
        "benchmark",
        "diff",
        "validate",
        "demo",
        "example",
        "conformance",
        "mutate",
        "providers",
        "train-sine",
        "train-digits",
        "evaluate-digits"
      })
  void everyCommandHasHelp(String command) {
    Execution run = Execution.of(command, "--help");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Usage: tflm4j " + command);
    assertThat(run.err()).isEmpty();
  }

  /** What is called the same is the same: a script can move from one command to another. */
  @ParameterizedTest
  @CsvSource({"--json, 6", "--provider, 8", "--version, 13"})
  void optionsOfTheSameNameReadTheSame(String name, int commands) {
    List<OptionSpec> options =
        Main.commandLine().getSubcommands().values().stream()
            .map(command -> command.getCommandSpec().findOption(name))
            .filter(Objects::nonNull)
            .toList();

    assertThat(options).hasSize(commands);
    // Commands that take several providers say so.
    assertThat(options.stream().collect(Collectors.groupingBy(OptionSpec::isMultiValue)).values())
        .allSatisfy(same -> {
          assertThat(same)
              .extracting(option -> List.of(option.names()))
              .containsOnly(List.of(same.getFirst().names()));
          assertThat(same)
              .extracting(option -> List.of(option.description()))
              .containsOnly(List.of(same.getFirst().description()));
          assertThat(same)
              .extracting(OptionSpec::paramLabel)
              .containsOnly(same.getFirst().paramLabel());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "analyze", "benchmark", "diff", "validate"})
  void withoutAModelItSaysThatOneIsMissing(String command) {
    Execution run = Execution.of(command);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("tflm4j: Missing required parameter: 'MODEL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run MODEL",
        "analyze MODEL",
        "benchmark MODEL",
        "validate MODEL",
        "diff MODEL -p reference",
        "conformance",
        "mutate",
        "evaluate-digits"
      })
  void anUnknownProviderIsOneSentence(String command) throws IOException {
    Path model = Files.write(folder.resolve("sine.tflite"), SineModel.bundled());
    List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
    arguments.replaceAll(argument -> argument.equals("MODEL") ? model.toString() : argument);
    arguments.addAll(List.of("-p", "gpu"));

    Execution run = Execution.of(arguments.toArray());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("tflm4j: there is no kernel provider gpu; available: ");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void providersListsThemWithReasons() {
    Execution run = Execution.of("providers");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("Vector API: ")
        .containsPattern("\nreference +0 +yes")
        .containsPattern("\nvector +(100 +yes|- +no: .*--add-modules)");
  }
}
