/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;

class NpyFileTest {
  @TempDir private Path folder;

  /** A file taken apart as the format says. */
  record Npy(String header, byte[] data) {
    static Npy read(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      assertThat(Arrays.copyOf(bytes, 8)).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
      int length = (bytes[8] & 0xFF) | (bytes[9] & 0xFF) << 8;
      assertThat((10 + length) % 64).isZero();
      String header = new String(bytes, 10, length, StandardCharsets.US_ASCII);
      assertThat(header).endsWith("\n");
      return new Npy(header.strip(), Arrays.copyOfRange(bytes, 10 + length, bytes.length));
    }
  }

  private Npy write(TensorType type, Shape shape, int... bytes) throws IOException {
    byte[] data = new byte[bytes.length + 3];
    for (int i = 0; i < bytes.length; i++) {
      data[i + 3] = (byte) bytes[i];
    }
    TensorSpec spec = new TensorSpec(0, "t", type, shape, Quantization.NONE, false, null);
    Path file = folder.resolve("t.npy");
    NpyFile.write(file, new Tensor(spec, data, 3));
    return Npy.read(file);
  }

  @Test
  void writesShapesAsPythonDoes() throws IOException {
    assertThat(write(TensorType.INT8, Shape.of(2, 1, 2), 1, -2, 3, -4))
        .satisfies(npy ->
            assertThat(npy.header())
                .isEqualTo("{'descr': '|i1', 'fortran_order': False, 'shape': (2, 1, 2), }"))
        .satisfies(npy -> assertThat(npy.data()).containsExactly(1, -2, 3, -4));
    assertThat(write(TensorType.INT16, Shape.of(2), 1, 0, 2, 0).header())
        .isEqualTo("{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }");
    assertThat(write(TensorType.FLOAT32, Shape.SCALAR, 0, 0, 0x80, 0x3F).header())
        .isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (), }");
  }

  @Test
  void headersOfAnyLengthEndAtAMultipleOf64() throws IOException {
    for (int rank = 0; rank < 40; rank++) {
      int[] ones = new int[rank];
      Arrays.fill(ones, 1);
      assertThat(write(TensorType.INT8, Shape.of(ones), 7).data()).containsExactly(7);
    }
  }

  @Test
  void unpacksElementsSmallerThanAByte() throws IOException {
    Npy int4 = write(TensorType.INT4, Shape.of(3), 0x8F, 0x07);
    assertThat(int4.header()).contains("'|i1'", "(3,)");
    assertThat(int4.data()).containsExactly(-1, -8, 7);
    assertThat(write(TensorType.UINT4, Shape.of(3), 0x8F, 0x07).data()).containsExactly(15, 8, 7);
    assertThat(write(TensorType.INT2, Shape.of(5), 0b11_10_01_00, 0b01).data())
        .containsExactly(0, 1, -2, -1, 1);
  }

  @Test
  void widensBfloat16() throws IOException {
    // 1.0 and -2.0
    Npy npy = write(TensorType.BFLOAT16, Shape.of(2), 0x80, 0x3F, 0x00, 0xC0);
    assertThat(npy.header()).contains("'<f4'");
    assertThat(npy.data()).containsExactly(0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0);
  }

  @ParameterizedTest
  @EnumSource(TensorType.class)
  void everyTypeWithASizeHasItsName(TensorType type) throws IOException {
    if (type.bits() == 0) {
      assertThatThrownBy(() -> NpyFile.dataType(type)).isInstanceOf(IllegalArgumentException.class);
      return;
    }
    int count = 4;
    Npy npy = write(type, Shape.of(count), new int[(int) type.bytesFor(count)]);
    String name = NpyFile.dataType(type);
    assertThat(npy.header()).contains("'" + name + "'");
    assertThat(npy.data()).hasSize(count * Integer.parseInt(name.substring(2)));
    if (type.bits() >= 8 && type != TensorType.BFLOAT16) {
      assertThat(Integer.parseInt(name.substring(2))).isEqualTo(type.bytes());
    }
  }
}
