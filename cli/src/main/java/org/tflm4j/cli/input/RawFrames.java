/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.cli.CommandException;

/**
 * Raw little-endian elements without header or padding: for each frame in turn, every tensor in
 * turn.
 */
final class RawFrames implements FrameSource {
  private final byte[] bytes;
  private final List<Tensor> tensors;
  private final int frameBytes;

  /**
   * Takes the bytes of a file.
   *
   * @param tensors the tensors in the file's order; constants are in it but are not written
   * @throws CommandException if the file does not hold whole frames
   */
  RawFrames(Path file, byte[] bytes, List<Tensor> tensors) {
    this.bytes = bytes;
    this.tensors = tensors;
    long size = tensors.stream().mapToLong(Tensor::byteSize).sum();
    if (bytes.length == 0 || size == 0 || bytes.length % size != 0) {
      throw new CommandException(
          "%s has %d bytes, which is not a whole number of frames: %s"
              .formatted(file, bytes.length, expectation(size)));
    }
    this.frameBytes = (int) size;
  }

  private String expectation(long size) {
    if (tensors.size() == 1) {
      return "the input " + tensors.getFirst() + " takes " + size + " bytes per frame";
    }
    return "the %d inputs together take %d bytes per frame".formatted(tensors.size(), size);
  }

  @Override
  public int frameCount() {
    return bytes.length / frameBytes;
  }

  @Override
  public void feed(int frame) {
    int at = frame * frameBytes;
    for (Tensor tensor : tensors) {
      if (!tensor.spec().isConstant()) {
        tensor.write(Arrays.copyOfRange(bytes, at, at + tensor.byteSize()));
      }
      at += tensor.byteSize();
    }
  }
}
