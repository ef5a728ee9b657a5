/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import java.nio.file.Path;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.cli.CommandException;

/**
 * The samples of a WAV file, cut into windows of as many samples as the tensor has elements;
 * samples at the end that do not fill a window are left out. An INT16 tensor gets the samples as
 * they are, a FLOAT32 tensor as numbers from -1 to 1.
 */
final class WavFrames implements FrameSource {
  private final short[] samples;
  private final Tensor tensor;
  private final Windows windows;

  /**
   * Cuts a file into windows.
   *
   * @param hop samples from the start of one window to the next, 0 for the length of the window
   * @throws CommandException if the tensor does not take samples or the file is too short
   */
  WavFrames(Path file, byte[] bytes, Tensor tensor, int hop) {
    if (tensor.type() != TensorType.INT16 && tensor.type() != TensorType.FLOAT32) {
      throw new CommandException(
          "the input "
              + tensor
              + " takes no samples; make its features from the WAV file first (audio_preprocessor"
              + " does it for micro_speech) and feed them as raw bytes");
    }
    this.samples = WavFile.parse(file, bytes).samples();
    this.tensor = tensor;
    this.windows = Windows.of(file, samples.length, "samples", tensor, hop);
  }

  @Override
  public int frameCount() {
    return windows.count();
  }

  @Override
  public void feed(int frame) {
    int begin = windows.begin(frame);
    for (int i = 0; i < tensor.elementCount(); i++) {
      if (tensor.type() == TensorType.INT16) {
        tensor.setInt16At(i, samples[begin + i]);
      } else {
        tensor.setFloat32At(i, samples[begin + i] / 32768f);
      }
    }
  }
}
