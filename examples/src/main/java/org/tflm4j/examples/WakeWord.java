/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.examples.input.AudioSource;
import org.tflm4j.examples.input.LogMelSpectrum;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;

/**
 * Listens for a wake word without end: MLPerf Tiny's streaming wake word model ("Marvin") sees the
 * last 30 spectra; a new one comes every 32 ms. The real-time factor is the share of the time that
 * the work takes. At first the JVM still compiles, so the factor of the last second is printed too.
 */
public final class WakeWord {
  /** Frames over which scores are averaged, 160 ms; the mean must be above the threshold. */
  private static final int AVERAGED = 5;

  private static final float THRESHOLD = 0.8f;

  /** After a detection, further ones are ignored for this long. */
  private static final double PAUSE_SECONDS = 1;

  /** Spectra that the model sees. */
  private static final int SPECTRA = 30;

  private WakeWord() {}

  /**
   * Runs the example.
   *
   * @param args the model, then a WAV file, or nothing for the microphone
   * @throws IOException if a file cannot be read, or there is no microphone
   */
  public static void main(String... args) throws IOException {
    run(System.out, args);
  }

  static void run(PrintStream out, String... args) throws IOException {
    if (args.length == 0) {
      throw new IllegalArgumentException(
          "name mlperf_streaming_wakeword_int8.tflite and a WAV file;"
              + " without the last one the microphone is heard");
    }

    // Load, resolve, arena, initialise.
    Interpreter interpreter =
        Interpreter.create(Model.load(Path.of(args[0])), OpResolver.all(), new byte[24 * 1024]);
    Tensor spectra = interpreter.input(0);
    Tensor scores = interpreter.output(0);

    if (spectra.elementCount() != SPECTRA * LogMelSpectrum.BANDS) {
      throw new IllegalArgumentException(
          "the model takes %s, not %d spectra of %d bands"
              .formatted(spectra, SPECTRA, LogMelSpectrum.BANDS));
    }

    // The state that lasts from frame to frame: the samples in the window and the last 30 spectra.
    LogMelSpectrum front = new LogMelSpectrum();
    short[] window = new short[LogMelSpectrum.WINDOW + 1];
    float[] newest = new float[LogMelSpectrum.BANDS];
    float[] state = new float[spectra.elementCount()];
    float[] recent = new float[AVERAGED];

    long nanos = 0;
    long[] lastNanos = new long[AudioSource.RATE / LogMelSpectrum.HOP];
    long samples = 0;
    double quietUntil = 0;
    try (AudioSource source =
        args.length > 1 ? AudioSource.open(Path.of(args[1]), 0) : AudioSource.microphone()) {
      while (source.next(window, LogMelSpectrum.HOP)) {
        samples += LogMelSpectrum.HOP;
        long begin = System.nanoTime();
        front.compute(window, newest);
        System.arraycopy(state, newest.length, state, 0, state.length - newest.length);
        System.arraycopy(newest, 0, state, state.length - newest.length, newest.length);
        spectra.writeReal(state);
        interpreter.invoke();
        long frameNanos = System.nanoTime() - begin;
        nanos += frameNanos;
        System.arraycopy(lastNanos, 1, lastNanos, 0, lastNanos.length - 1);
        lastNanos[lastNanos.length - 1] = frameNanos;

        System.arraycopy(recent, 1, recent, 0, AVERAGED - 1);
        recent[AVERAGED - 1] = scores.realAt(0);
        float mean = 0;
        for (float score : recent) {
          mean += score / AVERAGED;
        }
        double seconds = (double) samples / AudioSource.RATE;
        if (mean > THRESHOLD && seconds >= quietUntil) {
          out.printf(Locale.ROOT, "%6.2f s  Marvin (%.0f %%)%n", seconds, 100 * mean);
          quietUntil = seconds + PAUSE_SECONDS;
        }
      }
    }
    double seconds = (double) samples / AudioSource.RATE;
    double lastSeconds = (double) lastNanos.length * LogMelSpectrum.HOP / AudioSource.RATE;
    out.printf(
        Locale.ROOT,
        "%.1f s of sound took %.3f s: real-time factor %.4f, in the last second %.4f%n",
        seconds,
        nanos / 1e9,
        nanos / 1e9 / seconds,
        Arrays.stream(lastNanos).sum() / 1e9 / lastSeconds);
  }
}
