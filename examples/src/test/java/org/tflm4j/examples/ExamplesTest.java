/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tflm4j.training.digits.Handwriting;

/** The examples that need no files from elsewhere, and what all say without them. */
class ExamplesTest {
  @TempDir private Path folder;

  /** An example's run method. */
  @FunctionalInterface
  interface Example {
    void run(PrintStream out, String... args) throws IOException;
  }

  /** Returns what an example prints. */
  static String output(Example example, Object... args) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    try (PrintStream out = new PrintStream(bytes, true, UTF_8)) {
      example.run(out, texts);
    }
    return bytes.toString(UTF_8);
  }

  @Test
  void helloWorldPlotsTheSine() throws IOException {
    Path plot = folder.resolve("sine.svg");

    assertThat(output(HelloWorld::run, plot)).contains("128 answers, at most 0.0", "arena: ");
    assertThat(Files.readString(plot)).startsWith("<svg").contains("<circle cx='20.0' cy='1");
  }

  @Test
  void digitsReadsADrawing() throws IOException {
    byte[] pixels = Handwriting.printed(4);
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < pixels.length; i++) {
      image.getRaster().setSample(i % 28, i / 28, 0, Byte.toUnsignedInt(pixels[i]));
    }
    Path file = folder.resolve("four.png");
    ImageIO.write(image, "png", file.toFile());

    assertThat(output(Digits::run, file)).contains("four.png: 4 (");
  }

  @Test
  void theOthersSayWhichFilesTheyNeed() {
    assertThatThrownBy(() -> output(Digits::run)).hasMessageContaining("at least one image");
    assertThatThrownBy(() -> output(PersonDetection::run)).hasMessageContaining("person_detect");
    assertThatThrownBy(() -> output(SpeechCommands::run)).hasMessageContaining("micro_speech");
    assertThatThrownBy(() -> output(WakeWord::run)).hasMessageContaining("wakeword");
  }
}
