/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.graph.ScheduledKernel;
import org.tflm4j.interpreter.model.ModelException;

/**
 * Models beside the checkout, those of TensorFlow Lite Micro and those of the wild that run: frame
 * by frame, state included, machine code computes what the reference does, integers bit for bit.
 */
@EnabledIf("available")
class SharedModelsTest {
  private static final int MOST_FRAMES = 30;

  /** Of a model that takes longer few frames are run. */
  private static final long NANOS = 500_000_000;

  private static final int FRAMES_OF_SLOW_MODELS = 2;

  /** Sums of floats in another order, through all layers. */
  private static final double TOLERANCE = 1e-3;

  static boolean available() {
    return Processor.hasKernels()
        && Files.isDirectory(folder("real"))
        && Files.isDirectory(folder("lite"));
  }

  private static Path folder(String name) {
    return Path.of(System.getProperty("tflm4j.shared", "none"), name, "models");
  }

  static List<Path> models() throws IOException {
    List<Path> models = new ArrayList<>();
    for (String name : List.of("real", "lite")) {
      try (Stream<Path> files = Files.list(folder(name))) {
        files.filter(file -> file.toString().endsWith(".tflite")).sorted().forEach(models::add);
      }
    }
    return models;
  }

  private static Interpreter interpreter(Model model, String provider) {
    return Interpreter.builder(model, OpResolver.all())
        .providers(KernelProviders.load().named(provider))
        .build();
  }

  private static boolean runs(Path file) throws IOException {
    try {
      return interpreter(Model.load(file), "reference").outputCount() > 0;
    } catch (ModelException e) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void computesWhatTheReferenceDoes(Path file) throws IOException {
    assumeTrue(runs(file), "refused by the reference, too");
    Model model = Model.load(file);
    Interpreter reference = interpreter(model, "reference");
    Interpreter jit = interpreter(model, "jit");
    SplittableRandom random = new SplittableRandom(11);
    long start = System.nanoTime();
    for (int frame = 0; frame < MOST_FRAMES; frame++) {
      if (frame >= FRAMES_OF_SLOW_MODELS && System.nanoTime() - start > NANOS) {
        break;
      }
      if (frame == MOST_FRAMES / 2) {
        reference.reset();
        jit.reset();
      }
      for (int i = 0; i < jit.inputCount(); i++) {
        byte[] values = values(random, jit.input(i));
        reference.input(i).write(values);
        jit.input(i).write(values);
      }
      reference.invoke();
      jit.invoke();
      for (int i = 0; i < jit.outputCount(); i++) {
        assertSame(reference.output(i), jit.output(i), "output " + i + " of frame " + frame);
      }
    }
  }

  private static byte[] values(SplittableRandom random, Tensor input) {
    byte[] bytes = new byte[input.byteSize()];
    random.nextBytes(bytes);
    if (input.type() == TensorType.FLOAT32) {
      for (int at = 0; at < bytes.length; at += Float.BYTES) {
        LittleEndian.putFloat(bytes, at, (float) random.nextDouble(-1, 1));
      }
    }
    return bytes;
  }

  private static void assertSame(Tensor expected, Tensor actual, String what) {
    if (expected.type() != TensorType.FLOAT32) {
      assertThat(actual.toByteArray()).as(what).isEqualTo(expected.toByteArray());
      return;
    }
    for (int i = 0; i < expected.elementCount(); i++) {
      double value = expected.float32At(i);
      double difference = Math.abs(value - actual.float32At(i));
      assertThat(difference)
          .as("%s, element %d: %s", what, i, value)
          .isLessThanOrEqualTo(TOLERANCE * Math.max(1, Math.abs(value)));
    }
  }

  /** Resource variables and copies do not end a call. */
  @ParameterizedTest
  @ValueSource(strings = {"mww_v2_hey_jarvis", "mww_v2_vad"})
  void aStreamingWakeWordIsOneCall(String name) throws IOException {
    Model model = Model.load(folder("lite").resolve(name + ".tflite"));
    assertThat(interpreter(model, "jit").kernels(0))
        .filteredOn(kernel -> !kernel.provider().equals("interpreter"))
        .extracting(ScheduledKernel::provider)
        .containsExactly("jit");
  }
}
