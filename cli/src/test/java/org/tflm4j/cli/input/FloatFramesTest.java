/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.cli.CommandException;

class FloatFramesTest {
  private static final Path FILE = Path.of("features.f32");

  private static byte[] floats(float... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return bytes.array();
  }

  @Test
  void quantizesOverlappingWindows() {
    Tensor tensor = Tensors.of(TensorType.INT8, Quantization.of(0.5f, 1), 1, 3);
    FloatFrames frames = new FloatFrames(FILE, floats(0, 1, -1, 1000, 0.25f, 9), tensor, 2);

    assertThat(frames.frameCount()).isEqualTo(2);
    frames.feed(0);
    assertThat(tensor.toByteArray()).containsExactly(1, 3, -1);
    frames.feed(1);
    assertThat(tensor.toByteArray()).containsExactly(-1, 127, 2);
  }

  @Test
  void saysWhatDoesNotFit() {
    Tensor tensor = Tensors.of(TensorType.FLOAT32, Quantization.NONE, 3);

    assertThatThrownBy(() -> new FloatFrames(FILE, floats(1, 2), tensor, 0))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("features.f32 has 2 numbers, less than the window of 3");
    assertThatThrownBy(() -> new FloatFrames(FILE, new byte[13], tensor, 0))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("13 bytes");
    Tensor handle = Tensors.of(TensorType.RESOURCE, Quantization.NONE, 1);
    assertThatThrownBy(() -> new FloatFrames(FILE, floats(1), handle, 0))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("does not take FLOAT32 numbers");
  }
}
