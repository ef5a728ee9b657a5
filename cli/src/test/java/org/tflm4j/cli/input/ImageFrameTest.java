/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.cli.CommandException;

class ImageFrameTest {
  private static final Path FILE = Path.of("image.png");
  private static final Quantization UNIT = Quantization.of(1 / 255f, -128);

  /** All 256 grey values in one image. */
  private static byte[] greyRamp() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 256; i++) {
      image.getRaster().setSample(i % 16, i / 16, 0, i);
    }
    return png(image);
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** Two columns: red with a little green, and blue. */
  private static byte[] twoColours() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xFF1000);
    image.setRGB(1, 0, 0x0000FF);
    return png(image);
  }

  private static Tensor feed(byte[] png, Tensor tensor, PixelRange range) {
    new ImageFrame(FILE, png, tensor, range).feed(0);
    return tensor;
  }

  @Test
  void greyValuesBecomeInt8ElementsUnchanged() throws IOException {
    Quantization signed = Quantization.of(0.007843138f, -1);
    for (Quantization quantization : new Quantization[] {UNIT, signed, Quantization.NONE}) {
      Tensor tensor =
          feed(greyRamp(), Tensors.of(TensorType.INT8, quantization, 1, 16, 16, 1), null);
      for (int i = 0; i < 256; i++) {
        assertThat(tensor.int8At(i)).isEqualTo((byte) (i - 128));
      }
    }
  }

  @Test
  void greyValuesBecomeUint8ElementsUnchanged() throws IOException {
    Tensor tensor = feed(greyRamp(), Tensors.of(TensorType.UINT8, UNIT, 16, 16), null);

    for (int i = 0; i < 256; i++) {
      assertThat(tensor.integerAt(i)).isEqualTo(i);
    }
  }

  @Test
  void floatsAreFromZeroToOneOrInTheRangeAskedFor() throws IOException {
    Tensor unit = Tensors.of(TensorType.FLOAT32, Quantization.NONE, 1, 16, 16);
    assertThat(feed(greyRamp(), unit, null).float32At(51)).isEqualTo(0.2f);

    PixelRange pixels = PixelRange.parse("0,255");
    assertThat(feed(greyRamp(), unit, pixels).float32At(51)).isEqualTo(51f);
    PixelRange signed = PixelRange.parse("-1, 1");
    assertThat(feed(greyRamp(), unit, signed).float32At(0)).isEqualTo(-1f);
  }

  @Test
  void aRangeIsQuantized() throws IOException {
    Tensor tensor = Tensors.of(TensorType.INT8, Quantization.of(0.5f, 10), 1, 16, 16, 1);

    feed(greyRamp(), tensor, PixelRange.parse("-10,41"));

    assertThat(tensor.int8At(0)).isEqualTo((byte) -10);
    assertThat(tensor.int8At(255)).isEqualTo((byte) 92);
  }

  @Test
  void coloursAreInterleavedOrPlanes() throws IOException {
    Tensor interleaved = Tensors.of(TensorType.UINT8, UNIT, 1, 1, 2, 3);
    assertThat(feed(twoColours(), interleaved, null).toByteArray())
        .containsExactly(255, 16, 0, 0, 0, 255);

    Tensor planes = Tensors.of(TensorType.UINT8, UNIT, 1, 3, 1, 2);
    assertThat(feed(twoColours(), planes, null).toByteArray())
        .containsExactly(255, 0, 16, 0, 0, 255);
  }

  @Test
  void coloursBecomeLuma() throws IOException {
    Tensor tensor = Tensors.of(TensorType.UINT8, UNIT, 1, 1, 2, 1);

    feed(twoColours(), tensor, null);

    // 0.299 * 255 + 0.587 * 16 and 0.114 * 255
    assertThat(tensor.toByteArray()).containsExactly(86, 29);
  }

  @Test
  void scalesToTheTensor() throws IOException {
    BufferedImage halves = new BufferedImage(64, 32, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 32; y++) {
      for (int x = 32; x < 64; x++) {
        halves.getRaster().setSample(x, y, 0, 200);
      }
    }
    Tensor tensor = Tensors.of(TensorType.UINT8, UNIT, 1, 4, 8, 1);

    byte[] row = Arrays.copyOf(feed(png(halves), tensor, null).toByteArray(), 8);

    assertThat(row).containsExactly(0, 0, 0, 25, 175, 200, 200, 200);
    assertThat(tensor.toByteArray()).endsWith(row);
  }

  @Test
  void saysWhatDoesNotFit() throws IOException {
    byte[] image = greyRamp();
    assertRefused(image, Tensors.of(TensorType.INT8, UNIT, 1, 1960), "INT8[1, 1960]");
    assertRefused(image, Tensors.of(TensorType.INT8, UNIT, 2, 8, 8, 1), "does not fit");
    assertRefused(image, Tensors.of(TensorType.INT8, UNIT, 1, 8, 8, 4), "does not fit");
    assertRefused(
        image, Tensors.of(TensorType.INT16, Quantization.of(1, 0), 1, 8, 8, 1), "--pixel-range");
    assertRefused(new byte[] {1, 2, 3}, Tensors.of(TensorType.INT8, UNIT, 1, 8, 8, 1), "not a PNG");
    assertRefused(
        Arrays.copyOf(image, image.length - 40),
        Tensors.of(TensorType.INT8, UNIT, 1, 8, 8, 1),
        "cannot be decoded");
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
    assertRefused(
        Arrays.copyOf(jpeg.toByteArray(), jpeg.size() - 10),
        Tensors.of(TensorType.INT8, UNIT, 1, 8, 8, 1),
        "image.png: the image is cut short");
  }

  private static void assertRefused(byte[] image, Tensor tensor, String message) {
    assertThatThrownBy(() -> new ImageFrame(FILE, image, tensor, null))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(message);
  }
}
