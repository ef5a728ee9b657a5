/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.training.sine.SineModel;

/** {@code --json} of every command that has it. */
class JsonOptionTest {
  /** A second document, or text behind the first, is an error. */
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void writeModel() throws IOException {
    model = Files.write(folder.resolve("sine.tflite"), SineModel.bundled());
  }

  private Execution run(String command, Object json) {
    List<Object> arguments = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      arguments.add(word.equals("MODEL") ? model : word);
    }
    arguments.addAll(List.of("--json", json));
    return Execution.of(arguments.toArray());
  }

  /** What takes no time is equal to the byte. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "analyze MODEL --time 0",
        "validate MODEL MODEL",
        "validate MODEL missing.tflite",
        "diff MODEL -p reference,vector -v",
        "conformance -f ^quantize -p reference"
      })
  void standardOutputHasWhatTheFileHasAndStandardErrorTheText(String command) throws IOException {
    Path file = folder.resolve("results.json");
    Execution toFile = run(command, file);
    Execution toStandardOutput = run(command, "-");

    assertThat(toStandardOutput.status()).isEqualTo(toFile.status());
    assertThat(toStandardOutput.out())
        .isEqualToNormalizingNewlines(Files.readString(file))
        .satisfies(MAPPER::readTree);
    assertThat(toFile.out()).isNotBlank();
    assertThat(toStandardOutput.err()).isEqualTo(toFile.out() + toFile.err());
    assertThat(Path.of("-")).doesNotExist();
  }

  @Test
  void measurementsGoToStandardOutputAndTablesToStandardError() throws IOException {
    Execution run =
        run("benchmark MODEL -p reference,vector --warm-up 0 -n 2 --seconds 0 --max-arena 1", "-");

    JsonNode results = MAPPER.readTree(run.out());
    assertThat(results).hasSize(2);
    assertThat(results.at("/0/exceeded_limits")).hasSize(1);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("operators in run order", "model", "median", "tflm4j: ", "(--max-arena)");
  }

  @Test
  void countsOfMutantsGoToStandardOutputAndTextToStandardError() throws IOException {
    Execution run = run("mutate MODEL -n 20", "-");

    assertThat(run.status()).isZero();
    assertThat(MAPPER.readTree(run.out()).get("mutants").asInt()).isEqualTo(20);
    assertThat(run.err()).contains("20 mutants, seeds 0 to 19", "slowest: ");
  }

  @Test
  void mutantsThatFailAreToldOnStandardError() throws IOException {
    Files.write(model, FaultyProvider.relu());

    Execution run =
        FaultyProvider.during(() -> run("mutate MODEL -n 100 -p " + FaultyProvider.NAME, "-"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(MAPPER.readTree(run.out()).get("failures")).isNotEmpty();
    assertThat(run.err()).contains("FAIL ", "100 mutants, seeds 0 to 99");
  }

  /** A failure is a sentence on standard error and nothing on standard output. */
  @Test
  void aFailureWritesNoJson() throws IOException {
    Files.write(model, new byte[100]);

    Execution run = run("analyze MODEL", "-");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("tflm4j: " + model);
  }
}
