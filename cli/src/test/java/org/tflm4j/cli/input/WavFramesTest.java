/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.cli.CommandException;

class WavFramesTest {
  private static final Path FILE = Path.of("sound.wav");

  /** Samples 0, 1, 2 ... as the JDK writes them. */
  private static byte[] wav(int samples, int rate, int bits, int channels) throws IOException {
    byte[] pcm = new byte[samples * bits / 8 * channels];
    for (int i = 0; i < pcm.length; i += 2) {
      pcm[i] = (byte) (i / 2);
      pcm[i + 1] = (byte) ((i / 2) >> 8);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    AudioFormat format = new AudioFormat(rate, bits, channels, bits > 8, false);
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(pcm), format, samples),
        AudioFileFormat.Type.WAVE,
        file);
    return file.toByteArray();
  }

  private static Tensor window(TensorType type, int samples) {
    return Tensors.of(type, Quantization.NONE, 1, samples);
  }

  @Test
  void cutsWindows() throws IOException {
    Tensor tensor = window(TensorType.INT16, 480);
    WavFrames frames = new WavFrames(FILE, wav(16000, 16000, 16, 1), tensor, 320);

    assertThat(frames.frameCount()).isEqualTo(49);
    frames.feed(48);
    assertThat(tensor.int16At(0)).isEqualTo((short) (48 * 320));
    assertThat(tensor.int16At(479)).isEqualTo((short) (48 * 320 + 479));
  }

  @Test
  void windowsFollowEachOtherUnlessAskedOtherwise() throws IOException {
    Tensor tensor = window(TensorType.FLOAT32, 400);
    WavFrames frames = new WavFrames(FILE, wav(16000, 16000, 16, 1), tensor, 0);

    assertThat(frames.frameCount()).isEqualTo(40);
    frames.feed(1);
    assertThat(tensor.float32At(112)).isEqualTo(512 / 32768f);
  }

  @Test
  void saysWhatTheFileIs() throws IOException {
    assertRefused(wav(100, 44100, 16, 2), "has 2 channels of 16-bit PCM at 44100 Hz");
    assertRefused(wav(100, 16000, 8, 1), "has 1 channel of 8-bit PCM at 16000 Hz");
    assertRefused(new byte[100], "is not a WAV file");
    assertRefused(new byte[0], "is not a WAV file");
    assertRefused(wav(9, 16000, 16, 1), "has 9 samples, less than the window of 10");
    assertRefused(Arrays.copyOf(wav(100, 16000, 16, 1), 30), "cut short");
    assertRefused(Arrays.copyOf(wav(100, 16000, 16, 1), 40), "has no samples");
    byte[] hugeChunk = wav(100, 16000, 16, 1);
    Arrays.fill(hugeChunk, 16, 20, (byte) 0xFF);
    assertRefused(hugeChunk, "cut short");
  }

  @Test
  void aFileThatEndsEarlyGivesWhatItHas() throws IOException {
    byte[] cut = Arrays.copyOf(wav(100, 16000, 16, 1), 44 + 2 * 25);

    assertThat(new WavFrames(FILE, cut, window(TensorType.INT16, 10), 5).frameCount()).isEqualTo(4);
  }

  @Test
  void featuresAreNotSamples() throws IOException {
    byte[] wav = wav(100, 16000, 16, 1);

    assertThatThrownBy(() -> new WavFrames(FILE, wav, window(TensorType.INT8, 10), 0))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("takes no samples");
  }

  private static void assertRefused(byte[] file, String message) {
    assertThatThrownBy(() -> new WavFrames(FILE, file, window(TensorType.INT16, 10), 0))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("sound.wav");
  }
}
