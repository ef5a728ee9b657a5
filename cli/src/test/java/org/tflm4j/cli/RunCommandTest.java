/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.training.sine.SineModel;

class RunCommandTest {
  @TempDir private Path folder;
  private Path sine;

  @BeforeEach
  void writeModel() throws IOException {
    sine = Files.write(folder.resolve("sine.tflite"), SineModel.bundled());
  }

  private Path file(String name, int... bytes) throws IOException {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return Files.write(folder.resolve(name), content);
  }

  @Test
  void withoutInputItDescribesTheModel() {
    Execution run = Execution.of("run", sine);

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("0  \"x\" INT8[1, 1], scale 0.0246", "zero point -128, 1 byte")
        .contains("0  \"y\" INT8[1, 1]")
        .containsPattern("FULLY_CONNECTED +3")
        .containsPattern("arena: \\d+ bytes needed");
  }

  @Test
  void runsEveryFrameOfARawFile() throws IOException {
    Path output = folder.resolve("out.bin");

    Execution run =
        Execution.of(
            "run", sine, "-i", file("x.bin", -128, -64, 0, 64), "-o", output, "-p", "reference");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .containsSubsequence("frame 0", "frame 1", "frame 2", "frame 3")
        .contains("operators run by: reference 3");
    byte[] sines = Files.readAllBytes(output);
    assertThat(sines).hasSize(4);
    // sin(0), about sin(pi/2), sin(pi), sin(3/2 pi)
    assertThat(sines[1]).isGreaterThan((byte) 115);
    assertThat(sines[3]).isLessThan((byte) -115);
  }

  @Test
  void repeatsASingleFrame() throws IOException {
    Path output = folder.resolve("out.bin");

    Execution run = Execution.of("run", sine, "-i", file("x.bin", 0), "-o", output, "--frames", 40);

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("24 frames not shown", "frame 39");
    assertThat(Files.readAllBytes(output)).hasSize(40);
  }

  @Test
  void verboseNamesTheProviderOfEachOperator() throws IOException {
    Execution run = Execution.of("run", sine, "-i", file("x.bin", 0), "-v");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("declined by")
        .containsPattern("\n +0 +FULLY_CONNECTED +\\w+")
        .containsPattern("\n +1 +FULLY_CONNECTED +\\w+")
        .containsPattern("\n +2 +FULLY_CONNECTED +\\w+");
  }

  @Test
  void aSingleRawFileFeedsAllInputs() throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int a = graph.tensor("a", TensorType.FLOAT32, 1).index();
    int b = graph.tensor("b", TensorType.FLOAT32, 1).index();
    int sum = graph.tensor("sum", TensorType.FLOAT32, 1).index();
    graph.operator(BuiltinOperator.ADD, new int[] {a, b}, sum).inputs(a, b).outputs(sum);
    Path add = Files.write(folder.resolve("add.tflite"), model.build());
    // 1.0f and 2.0f
    Path both = file("both.bin", 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40);
    Path one = file("one.bin", 0, 0, 0x80, 0x3F);

    assertThat(Execution.of("run", add, "-i", both).out()).containsPattern("real +3\n");
    assertThat(Execution.of("run", add, "-i", one, "-i", one).out()).containsPattern("real +2\n");
    Execution tooMany = Execution.of("run", add, "-i", one, "-i", one, "-i", one);
    assertThat(tooMany.status()).isEqualTo(1);
    assertThat(tooMany.err()).contains("the model has 2 inputs, but there are 3 --input");
  }

  @Test
  void namesTheClasses() throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int x = graph.tensor("x", TensorType.INT8, 1, 3).quantization(0.5f, 0).index();
    graph.inputs(x).outputs(x);
    Path identity = Files.write(folder.resolve("identity.tflite"), model.build());
    Path labels = Files.writeString(folder.resolve("labels.txt"), "cat\ndog\nfish\n\n");
    Path scores = file("scores.bin", 1, 4, 2);

    assertThat(Execution.of("run", identity, "-i", scores, "--labels", labels).out())
        .contains(
            "quantized  1 4 2", "real       0.5 2 1", "top        dog (2), fish (1), cat (0.5)");
    assertThat(Execution.of("run", identity, "-i", scores).out())
        .contains("class 1 (2), class 2 (1)");

    Files.writeString(labels, "cat\ndog\n");
    Execution mismatch = Execution.of("run", identity, "-i", scores, "--labels", labels);
    assertThat(mismatch.status()).isEqualTo(1);
    assertThat(mismatch.err()).contains("2 labels", "INT8[1, 3]");
  }

  @Test
  void inputOfWrongSizeIsOneSentence() throws IOException {
    Path empty = file("empty.bin");

    Execution run = Execution.of("run", sine, "-i", empty);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("empty.bin has 0 bytes", "takes 1 bytes per frame");
  }

  @Test
  void tooManyFramesAreRefused() throws IOException {
    Execution run = Execution.of("run", sine, "-i", file("x.bin", 1, 2, 3), "-n", 4);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("holds 3 frames, 4 are needed");
  }

  @Test
  void badModelsAndFilesAreOneSentence() throws IOException {
    Path text = Files.writeString(folder.resolve("text.tflite"), "this is not a model");

    assertFails(Execution.of("run", folder.resolve("none.tflite")), "there is no such file");
    assertFails(Execution.of("run", folder), "is a folder");
    assertFails(Execution.of("run", text), "text.tflite");
    assertFails(
        Execution.of("run", sine, "-i", folder.resolve("none.bin")), "there is no such file");
    assertFails(Execution.of("run", sine, "-i", folder), "is a folder");
    assertFails(
        Execution.of("run", sine, "-i", file("x.png", 1, 2, 3)), "an image does not fit the input");
    assertFails(Execution.of("run", sine, "-i", file("x.wav", 1, 2, 3)), "takes no samples");
    assertFails(
        Execution.of("run", sine, "-i", file("x.bin", 1), "-o", folder.resolve("no/where")),
        "where cannot be written: there is no folder");
    assertFails(Execution.of("run", sine, "-p", "gpu"), "no kernel provider gpu; available: ");
    assertFails(Execution.of("run", sine, "--arena", 8), "8 are available");
  }

  private static void assertFails(Execution run, String message) {
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith("tflm4j: ").contains(message).doesNotContain("\tat ");
    assertThat(run.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--frames | 0",
        "--frames | many",
        "--arena | -1",
        "--hop | 0",
        "--pixel-range | 1",
        "--pixel-range | 0,x",
        "--pixle-range | 0,1",
        "--frames | 3"
      })
  void wrongUsageIsToldApart(String option, String value) {
    Execution run = Execution.of("run", sine, option, value);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).isNotEmpty();
  }
}
