/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person would do with the real models, where they are beside the checkout. */
@EnabledIf("available")
class RealModelsTest {
  @TempDir private Path folder;

  static boolean available() {
    return Files.isDirectory(Execution.shared("real"));
  }

  private static Path model(String name) {
    return Execution.shared("real/models/" + name + ".tflite");
  }

  private static Path input(String name) {
    return Execution.shared("real/inputs/" + name);
  }

  private static byte[] golden(String name) throws IOException {
    return Files.readAllBytes(Execution.shared("real/golden/" + name));
  }

  @ParameterizedTest
  @CsvSource({
    "person_detect, person.png, person, '', top        person (",
    "person_detect, no_person.png, no_person, '', top        no person (",
    "mlperf_vww_int8, person.png, person, '', top        person (",
    "mlperf_vww_float, person.png, person, '', top        person (",
    "mlperf_vww_float, no_person.png, no_person, '', top        no person (",
    "mnist_lstm_int8, mnist_7.png, digit7, '', top        class 7 (",
    "mnist_lstm_float, mnist_3.png, digit3, '0,1', top        class 3 ("
  })
  void tellsWhatIsInAnImage(
      String model, String image, String goldenName, String pixelRange, String top)
      throws IOException {
    Path output = folder.resolve("output.bin");
    Object[] arguments =
        pixelRange.isEmpty()
            ? new Object[] {"run", model(model), "-i", input(image), "-o", output}
            : new Object[] {
              "run", model(model), "-i", input(image), "-o", output, "--pixel-range", pixelRange
            };

    Execution run = Execution.of(arguments);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains(top);
    if (!model.endsWith("_float")) {
      assertThat(Files.readAllBytes(output)).isEqualTo(golden(model + "/" + goldenName + ".out"));
    }
  }

  @ParameterizedTest
  @CsvSource({"yes_1000ms.wav, yes", "no_1000ms.wav, no"})
  void hearsAWord(String sound, String word) throws IOException {
    Path features = folder.resolve("features.bin");

    Execution preprocessor =
        Execution.of(
            "run",
            model("audio_preprocessor_int8"),
            "-i",
            input(sound),
            "--hop",
            320,
            "-o",
            features);
    assertThat(preprocessor.err()).isEmpty();
    assertThat(preprocessor.out()).contains("49 frames");
    assertThat(Files.readAllBytes(features))
        .isEqualTo(golden("audio_preprocessor_int8/" + word + ".out"));

    Execution speech = Execution.of("run", model("micro_speech_quantized"), "-i", features);
    assertThat(speech.err()).isEmpty();
    assertThat(speech.status()).isZero();
    assertThat(speech.out()).contains("top        " + word + " (");
  }

  @Test
  void quantizesFeatures() throws IOException {
    Path output = folder.resolve("output.bin");

    Execution run =
        Execution.of(
            "run",
            model("mlperf_ad_int8"),
            "-i",
            input("toycar_normal_id_01_hist.f32"),
            "--hop",
            1280,
            "-o",
            output);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(Files.readAllBytes(output)).isEqualTo(golden("mlperf_ad_int8/toycar_normal.out"));
  }

  @Test
  void runsTheFramesOfARawFile() throws IOException {
    Path output = folder.resolve("output.bin");

    Execution run =
        Execution.of(
            "run",
            model("hello_world_int8"),
            "-i",
            Execution.shared("real/golden/hello_world_int8/sine_sweep.in"),
            "-o",
            output);

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("64 frames");
    assertThat(Files.readAllBytes(output)).isEqualTo(golden("hello_world_int8/sine_sweep.out"));
  }

  @Test
  void describesEveryModel() throws IOException {
    try (var models = Files.list(Execution.shared("real/models"))) {
      assertThat(models)
          .isNotEmpty()
          .allSatisfy(model -> {
            Execution run = Execution.of("run", model);
            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isZero();
            assertThat(run.out()).contains("inputs", "outputs", "operators", "arena: ");
          });
    }
  }
}
