/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Sound as 16-bit samples, 16,000 per second, from a WAV file or the microphone. */
public final class AudioSource implements AutoCloseable {
  /** Samples in a second. */
  public static final int RATE = 16_000;

  private final AudioInputStream stream;
  private final int channels;

  private AudioSource(AudioInputStream stream) {
    this.stream = stream;
    this.channels = stream.getFormat().getChannels();
  }

  /**
   * Opens a WAV file and takes its first channel.
   *
   * @param silence seconds of silence behind its end
   * @throws IOException if it is no WAV file, or not 16-bit at 16 kHz
   */
  public static AudioSource open(Path file, int silence) throws IOException {
    AudioInputStream stream;
    try {
      stream = AudioSystem.getAudioInputStream(file.toFile());
    } catch (UnsupportedAudioFileException e) {
      throw new IOException(file + " is not a WAV file", e);
    }
    AudioFormat format = stream.getFormat();
    if (format.getSampleRate() != RATE
        || format.getSampleSizeInBits() != 16
        || format.isBigEndian()) {
      stream.close();
      throw new IOException(file + " is " + format + ", but 16-bit samples at 16 kHz are needed");
    }
    byte[] nothing = new byte[2 * format.getChannels() * RATE * silence];
    return new AudioSource(
        new AudioInputStream(
            new SequenceInputStream(stream, new ByteArrayInputStream(nothing)),
            format,
            AudioSystem.NOT_SPECIFIED));
  }

  /**
   * Opens the microphone.
   *
   * @throws IOException if there is none
   */
  public static AudioSource microphone() throws IOException {
    try {
      AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
      TargetDataLine line = AudioSystem.getTargetDataLine(format);
      line.open(format);
      line.start();
      return new AudioSource(new AudioInputStream(line));
    } catch (LineUnavailableException | IllegalArgumentException e) {
      throw new IOException("there is no microphone: " + e.getMessage(), e);
    }
  }

  /**
   * Advances a window: its samples shift to the left, and new ones follow.
   *
   * @param hop how many new samples
   * @return false when the sound ends before
   * @throws IOException if it cannot be read
   */
  public boolean next(short[] window, int hop) throws IOException {
    byte[] bytes = stream.readNBytes(2 * channels * hop);
    if (bytes.length < 2 * channels * hop) {
      return false;
    }
    System.arraycopy(window, hop, window, 0, window.length - hop);
    ByteBuffer samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < hop; i++) {
      window[window.length - hop + i] = samples.getShort(2 * channels * i);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
