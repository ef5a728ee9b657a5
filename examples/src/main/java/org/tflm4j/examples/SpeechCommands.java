/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.examples.input.AudioSource;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;

/**
 * Speech commands: TFLM's audio_preprocessor_int8.tflite turns every 20 ms of sound into 40
 * features, its micro_speech_quantized.tflite looks at the last 49 of them, and {@link
 * WordRecognizer} smooths its answers.
 */
public final class SpeechCommands {
  private static final List<String> WORDS = List.of("silence", "unknown", "yes", "no");

  /** A window of 30 ms advances by 20 ms. */
  private static final int WINDOW = 480;

  private static final int HOP = 320;

  /** New rows of features between two looks at them: 60 ms. */
  private static final int ROWS_PER_LOOK = 3;

  private SpeechCommands() {}

  /**
   * Runs the example.
   *
   * @param args both models, then a WAV file, or nothing for the microphone
   * @throws IOException if a file cannot be read, or there is no microphone
   */
  public static void main(String... args) throws IOException {
    run(System.out, args);
  }

  static void run(PrintStream out, String... args) throws IOException {
    if (args.length < 2) {
      throw new IllegalArgumentException(
          "name audio_preprocessor_int8.tflite, micro_speech_quantized.tflite and a WAV file;"
              + " without the last one the microphone is heard");
    }

    // Load, resolve, arena, initialise: two models, each with an arena of its own.
    Interpreter preprocessor =
        Interpreter.create(Model.load(Path.of(args[0])), OpResolver.all(), new byte[16 * 1024]);
    Interpreter speech =
        Interpreter.create(Model.load(Path.of(args[1])), OpResolver.all(), new byte[12 * 1024]);
    Tensor sound = preprocessor.input(0);
    byte[] row = new byte[preprocessor.output(0).byteSize()];
    byte[] features = new byte[speech.input(0).byteSize()];
    float[] scores = new float[WORDS.size()];
    if (sound.elementCount() != WINDOW
        || features.length < row.length
        || speech.output(0).elementCount() != scores.length) {
      throw new IllegalArgumentException(
          "the models do not fit: the first takes %s, the second takes %s and answers %s"
              .formatted(sound, speech.input(0), speech.output(0)));
    }

    int heardWords = 0;
    WordRecognizer recognizer = new WordRecognizer(WORDS);
    try (AudioSource source =
        args.length > 2 ? AudioSource.open(Path.of(args[2]), 1) : AudioSource.microphone()) {
      short[] window = new short[WINDOW];
      long samples = WINDOW - HOP;
      boolean more = source.next(window, WINDOW - HOP);
      for (int rows = 1; more && source.next(window, HOP); rows++) {
        samples += HOP;
        for (int i = 0; i < WINDOW; i++) {
          sound.setInt16At(i, window[i]);
        }
        preprocessor.invoke();

        // The oldest row leaves, the new one joins.
        preprocessor.output(0).read(row);
        System.arraycopy(features, row.length, features, 0, features.length - row.length);
        System.arraycopy(row, 0, features, features.length - row.length, row.length);
        if (rows * row.length < features.length || rows % ROWS_PER_LOOK != 0) {
          continue;
        }

        speech.input(0).write(features);
        speech.invoke();
        for (int word = 0; word < scores.length; word++) {
          scores[word] = speech.output(0).realAt(word);
        }
        long millis = 1000 * samples / AudioSource.RATE;
        int heard = recognizer.hear(millis, scores);
        if (heard >= 0) {
          heardWords++;
          out.printf(
              Locale.ROOT,
              "%6.2f s  %s (%.0f %%)%n",
              millis / 1000.0,
              WORDS.get(heard),
              100 * recognizer.score(heard));
        }
      }
    }
    out.printf("%d %s heard%n", heardWords, heardWords == 1 ? "word" : "words");
  }
}
