/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples with the models and inputs that they are made for, beside the checkout. */
@EnabledIf("available")
class RealModelsTest {
  private static final Path REAL = Path.of(System.getProperty("tflm4j.shared")).resolve("real");

  static boolean available() {
    return Files.isDirectory(REAL);
  }

  private static Path model(String name) {
    return REAL.resolve("models").resolve(name + ".tflite");
  }

  private static Path input(String name) {
    return REAL.resolve("inputs").resolve(name);
  }

  private static String speech(String sound) throws IOException {
    return ExamplesTest.output(
        SpeechCommands::run,
        model("audio_preprocessor_int8"),
        model("micro_speech_quantized"),
        input(sound));
  }

  @ParameterizedTest
  @CsvSource({"yes_1000ms.wav, yes", "no_1000ms.wav, no"})
  void speechHearsAWordOnce(String sound, String word) throws IOException {
    assertThat(speech(sound).lines())
        .satisfiesExactly(
            line -> assertThat(line).contains(" s  " + word + " ("),
            line -> assertThat(line).isEqualTo("1 word heard"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"noise_1000ms.wav", "silence_1000ms.wav"})
  void speechHearsNoWordInNoise(String sound) throws IOException {
    assertThat(speech(sound)).isEqualToIgnoringNewLines("0 words heard");
  }

  @ParameterizedTest
  @CsvSource({"person.png, a person", "no_person.png, no person"})
  void personDetectionShowsTheImageAndTheAnswer(String image, String answer) throws IOException {
    String output = ExamplesTest.output(PersonDetection::run, model("person_detect"), input(image));

    assertThat(output).contains("   " + answer).containsPattern("[0-9] ms");
    assertThat(output.lines().filter(line -> line.length() >= 48)).hasSize(24);
  }

  @Test
  void digitsReadsAnotherHand() throws IOException {
    assertThat(ExamplesTest.output(Digits::run, input("mnist_7.png"), input("mnist_2.png")))
        .contains("mnist_7.png: 7 (", "mnist_2.png: 2 (");
  }

  /** The word is said at 1, 4 and 7 s. */
  @Test
  void wakeWordHearsTheWordThreeTimes() throws IOException {
    assertThat(
            ExamplesTest.output(
                WakeWord::run,
                model("mlperf_streaming_wakeword_int8"),
                input("streaming_wakeword_10s.wav")))
        .containsPattern(
            "(?s)^ +1\\.[0-9]+ s  Marvin .*\\n"
                + " +4\\.[0-9]+ s  Marvin .*\\n"
                + " +7\\.[0-9]+ s  Marvin [^\\n]*\\n10\\.0 s of sound took .*real-time factor");
  }
}
