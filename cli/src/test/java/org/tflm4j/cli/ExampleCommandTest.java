/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.training.digits.DigitModel;
import org.tflm4j.training.sine.SineModel;

/** What the command line adds to the examples: one sentence for whatever is wrong. */
class ExampleCommandTest {
  @TempDir private Path folder;

  @Test
  void runsAnExample() {
    Path plot = folder.resolve("sine.svg");

    Execution run = Execution.of("example", "hello-world", plot);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(plot).content().startsWith("<svg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits", "speech", "person", "wake-word"})
  void tellsWhichArgumentsAreMissing(String example) {
    Execution run = Execution.of("example", example);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("tflm4j: " + example + ": name ");
  }

  @Test
  void tellsWhichExamplesThereAre() {
    Execution run = Execution.of("example", "nope");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "there is no example nope; there are hello-world, digits, speech, person, wake-word");
  }

  @ParameterizedTest
  @CsvSource({
    "digits missing.png, missing.png: there is no such file",
    "digits text.png, text.png is not a PNG",
    "hello-world sine.png, does not end in .svg",
    "hello-world none/sine.svg, sine.svg",
    "hello-world sine.svg text.png, text.png: not a TensorFlow Lite model",
    "hello-world sine.svg digits.tflite, CONV_2D is not registered",
    "speech digits.tflite sine.tflite text.png, speech: the models do not fit: the first takes",
    "person sine.tflite text.png, FULLY_CONNECTED is not registered",
    "person digits.tflite text.png, not registered",
    "wake-word sine.tflite text.png, wake-word: the model takes",
    "wake-word missing.tflite text.png, missing.tflite: there is no such file"
  })
  void whatDoesNotFitIsOneSentence(String command, String sentence) throws IOException {
    Files.write(folder.resolve("sine.tflite"), SineModel.bundled());
    Files.write(folder.resolve("digits.tflite"), DigitModel.bundled());
    Files.writeString(folder.resolve("text.png"), "this is a text");
    String[] words = command.split(" ", -1);
    Object[] arguments = new Object[words.length + 1];
    arguments[0] = "example";
    arguments[1] = words[0];
    for (int i = 1; i < words.length; i++) {
      arguments[i + 1] = folder.resolve(words[i]);
    }

    Execution run = Execution.of(arguments);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("tflm4j: ")
        .contains(sentence)
        .doesNotContain("internal error");
  }
}
