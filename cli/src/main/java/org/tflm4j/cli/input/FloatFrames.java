/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.cli.CommandException;

/**
 * Little-endian FLOAT32 numbers, cut into windows of as many numbers as the tensor has elements.
 * Where the tensor is quantized, so are they.
 */
final class FloatFrames implements FrameSource {
  private final float[] numbers;
  private final Tensor tensor;
  private final Windows windows;

  /**
   * Cuts a file into windows.
   *
   * @param hop numbers from the start of one window to the next, 0 for the length of the window
   * @throws CommandException if the tensor does not take numbers or the file does not hold enough
   */
  FloatFrames(Path file, byte[] bytes, Tensor tensor, int hop) {
    FrameSource.requireRealNumbers(tensor, "FLOAT32 numbers");
    if (bytes.length % Float.BYTES != 0) {
      throw new CommandException(
          "%s has %d bytes, which is not a whole number of FLOAT32 numbers"
              .formatted(file, bytes.length));
    }
    this.numbers = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
    this.tensor = tensor;
    this.windows = Windows.of(file, numbers.length, "numbers", tensor, hop);
  }

  @Override
  public int frameCount() {
    return windows.count();
  }

  @Override
  public void feed(int frame) {
    int begin = windows.begin(frame);
    tensor.writeReal(Arrays.copyOfRange(numbers, begin, begin + tensor.elementCount()));
  }
}
