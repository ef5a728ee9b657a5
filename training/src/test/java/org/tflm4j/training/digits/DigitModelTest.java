/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.training.sine.SineModel;

class DigitModelTest {
  private static final Path REAL = Path.of(System.getProperty("tflm4j.shared")).resolve("real");

  static boolean available() {
    return Files.isDirectory(REAL);
  }

  private static DigitReader reader(byte[] model) {
    return new DigitReader(Interpreter.builder(Model.of(model), OpResolver.all()).build());
  }

  @Test
  void theBundledModelReadsHeldOutDrawings() {
    assertThat(Confusions.of(reader(DigitModel.bundled()), 4000).accuracy()).isGreaterThan(0.97);
  }

  /** They come from another hand, and the model has not learned from them. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  @EnabledIf("available")
  void theBundledModelReadsRealDigits(int digit) throws IOException {
    Raster image =
        ImageIO.read(REAL.resolve("inputs/mnist_" + digit + ".png").toFile()).getRaster();
    byte[] pixels = new byte[Handwriting.SIZE * Handwriting.SIZE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) image.getSample(i % Handwriting.SIZE, i / Handwriting.SIZE, 0);
    }

    assertThat(reader(DigitModel.bundled()).read(pixels)).isEqualTo(digit);
  }

  @Test
  void theSameSeedGivesTheSameBytesOnEveryJvm() {
    AtomicInteger steps = new AtomicInteger();

    byte[] model = DigitModel.train(3, 2, steps::incrementAndGet);

    CRC32 crc = new CRC32();
    crc.update(model);
    assertThat(steps).hasValue(2);
    assertThat(crc.getValue()).isEqualTo(15035694L);
    assertThat(DigitModel.train(4, 2, () -> {})).isNotEqualTo(model);
  }

  @Test
  void learnsQuickly() {
    assertThat(Confusions.of(reader(DigitModel.train(1, 60, () -> {})), 1000).accuracy())
        .isGreaterThan(0.6);
  }

  @Test
  void refusesAModelOfAnotherKind() {
    assertThatThrownBy(() -> reader(SineModel.bundled()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("784 bytes");
  }
}
