/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.cli.CommandException;

/**
 * A WAV file of 16-bit PCM, one channel, 16 kHz: what speech models take. Chunks other than the
 * format and the samples are skipped; a file that ends early gives the samples that it has.
 *
 * @param samples the samples in the order of time
 */
record WavFile(short[] samples) {
  private static final int SAMPLE_RATE = 16000;
  private static final int PCM = 1;
  private static final int EXTENSIBLE = 0xFFFE;

  /**
   * Reads the bytes of a file.
   *
   * @throws CommandException if they are something else; the message says what they are
   */
  static WavFile parse(Path file, byte[] bytes) {
    if (bytes.length < 12 || !isTag(bytes, 0, "RIFF") || !isTag(bytes, 8, "WAVE")) {
      throw new CommandException(file + " is not a WAV file");
    }
    boolean formatSeen = false;
    int at = 12;
    while (at + 8 <= bytes.length) {
      // Unsigned; programs that write to a pipe leave 0 or -1 in the last chunk.
      long size = LittleEndian.getInt(bytes, at + 4) & 0xFFFF_FFFFL;
      int begin = at + 8;
      if (isTag(bytes, at, "data")) {
        if (!formatSeen) {
          throw new CommandException(file + ": the WAV file has samples before their format");
        }
        return new WavFile(samples(file, bytes, begin, size));
      }
      if (isTag(bytes, at, "fmt ")) {
        requireFormat(file, bytes, begin, size);
        formatSeen = true;
      }
      long next = begin + size + (size & 1);
      if (next > bytes.length) {
        break;
      }
      at = (int) next;
    }
    throw new CommandException(file + ": the WAV file has no samples");
  }

  private static boolean isTag(byte[] bytes, int at, String tag) {
    return new String(bytes, at, 4, StandardCharsets.ISO_8859_1).equals(tag);
  }

  private static void requireFormat(Path file, byte[] bytes, int at, long size) {
    if (size < 16 || at + size > bytes.length) {
      throw new CommandException(file + ": the format of the WAV file is cut short");
    }
    int coding = LittleEndian.getShort(bytes, at) & 0xFFFF;
    if (coding == EXTENSIBLE && size >= 26) {
      coding = LittleEndian.getShort(bytes, at + 24) & 0xFFFF;
    }
    int channels = LittleEndian.getShort(bytes, at + 2) & 0xFFFF;
    long rate = LittleEndian.getInt(bytes, at + 4) & 0xFFFF_FFFFL;
    int bits = LittleEndian.getShort(bytes, at + 14) & 0xFFFF;
    if (coding != PCM || channels != 1 || rate != SAMPLE_RATE || bits != 16) {
      throw new CommandException(
          "%s has %d channel%s of %d-bit %s at %d Hz; what is needed is 1 channel of 16-bit PCM at %d Hz (ffmpeg -i IN -ac 1 -ar 16000 -c:a pcm_s16le OUT.wav)"
              .formatted(
                  file,
                  channels,
                  channels == 1 ? "" : "s",
                  bits,
                  coding == PCM ? "PCM" : "coding " + coding,
                  rate,
                  SAMPLE_RATE));
    }
  }

  private static short[] samples(Path file, byte[] bytes, int begin, long size) {
    int available = bytes.length - begin;
    int length = size == 0 ? available : (int) Math.min(size, available);
    short[] samples = new short[length / 2];
    if (samples.length == 0) {
      throw new CommandException(file + ": the WAV file has no samples");
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] = LittleEndian.getShort(bytes, begin + 2 * i);
    }
    return samples;
  }
}
