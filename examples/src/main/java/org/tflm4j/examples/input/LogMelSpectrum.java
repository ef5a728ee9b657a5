/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples.input;

/**
 * The spectrum that the streaming wake word model of MLPerf Tiny (mlcommons/tiny,
 * streaming_wakeword/get_dataset.py, "lfbe") was trained on: pre-emphasis, Hamming window, power
 * spectrum, 40 triangular mel bands, decibels mapped to [0, 1].
 */
public final class LogMelSpectrum {
  /** Samples under the window, 64 ms. */
  public static final int WINDOW = 1024;

  /** Samples from one window to the next, 32 ms. */
  public static final int HOP = 512;

  /** Values of a spectrum. */
  public static final int BANDS = 40;

  private static final double PRE_EMPHASIS = 1 - 1 / 32.0;
  private static final double LEAST_POWER = 1e-30;
  private static final double OFFSET_DECIBELS = 52;
  private static final double RANGE_DECIBELS = 64;

  private final double[] hamming = new double[WINDOW];
  private final double[] cosines = new double[WINDOW / 2];
  private final double[] sines = new double[WINDOW / 2];
  private final double[] real = new double[WINDOW];
  private final double[] imaginary = new double[WINDOW];

  /** The mel band (as a real number) of every bin of the power spectrum. */
  private final double[] bands = new double[WINDOW / 2 + 1];

  /** Computes the tables. */
  public LogMelSpectrum() {
    for (int i = 0; i < WINDOW; i++) {
      hamming[i] = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (WINDOW - 1));
    }
    for (int i = 0; i < WINDOW / 2; i++) {
      cosines[i] = Math.cos(2 * Math.PI * i / WINDOW);
      sines[i] = -Math.sin(2 * Math.PI * i / WINDOW);
    }
    double highest = mel(AudioSource.RATE / 2.0);
    for (int bin = 0; bin < bands.length; bin++) {
      bands[bin] = mel((double) bin * AudioSource.RATE / WINDOW) / highest * (BANDS + 1);
    }
  }

  private static double mel(double hertz) {
    return 1127 * Math.log1p(hertz / 700);
  }

  /**
   * Computes one spectrum.
   *
   * @param samples the sample before the window, then the window
   * @param spectrum receives {@link #BANDS} values in [0, 1]
   */
  public void compute(short[] samples, float[] spectrum) {
    for (int i = 0; i < WINDOW; i++) {
      double sample = samples[i + 1] - PRE_EMPHASIS * samples[i];
      // The order of a transform in place: the bits of the index reversed.
      int at = Integer.reverse(i) >>> (Integer.numberOfLeadingZeros(WINDOW) + 1);
      real[at] = hamming[i] * sample / -Short.MIN_VALUE;
      imaginary[at] = 0;
    }
    transform();
    double[] power = new double[BANDS];
    for (int bin = 1; bin < bands.length; bin++) {
      double binPower =
          Math.max((real[bin] * real[bin] + imaginary[bin] * imaginary[bin]) / WINDOW, LEAST_POWER);
      // Band b is a triangle over b .. b + 2 with its top at b + 1.
      int below = (int) bands[bin];
      double above = bands[bin] - below;
      if (below < BANDS) {
        power[below] += above * binPower;
      }
      if (below >= 1 && below <= BANDS) {
        power[below - 1] += (1 - above) * binPower;
      }
    }
    for (int band = 0; band < BANDS; band++) {
      double decibels = 10 * Math.log10(Math.max(power[band], LEAST_POWER));
      spectrum[band] = (float) Math.clamp((decibels + OFFSET_DECIBELS) / RANGE_DECIBELS, 0, 1);
    }
  }

  /** The fast Fourier transform of Cooley and Tukey, radix 2, in place. */
  private void transform() {
    for (int half = 1; half < WINDOW; half *= 2) {
      int stride = WINDOW / (2 * half);
      for (int first = 0; first < WINDOW; first += 2 * half) {
        for (int k = 0; k < half; k++) {
          int even = first + k;
          int odd = even + half;
          double cos = cosines[k * stride];
          double sin = sines[k * stride];
          double oddReal = cos * real[odd] - sin * imaginary[odd];
          double oddImaginary = cos * imaginary[odd] + sin * real[odd];
          real[odd] = real[even] - oddReal;
          imaginary[odd] = imaginary[even] - oddImaginary;
          real[even] += oddReal;
          imaginary[even] += oddImaginary;
        }
      }
    }
  }
}
