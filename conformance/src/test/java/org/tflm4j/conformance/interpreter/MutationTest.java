/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.conformance.ConformanceCase;
import org.tflm4j.conformance.Corpus;
import org.tflm4j.interpreter.ArenaTooSmallException;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.schema.ModelException;

/**
 * Broken versions of good models. Whatever the bytes, only {@link ModelException} and {@link
 * ArenaTooSmallException} come out of reading, preparing and running a model, and it ends.
 */
class MutationTest {
  /**
   * Mutations of each operator's model; the system property of this name asks for more, at night.
   */
  private static final int MUTATIONS = Integer.getInteger("tflm4j.mutations", 300);

  private static final Duration LIMIT = Duration.ofSeconds(60 + MUTATIONS / 10);

  /** Values that break sums, products and indices. */
  private static final int[] NASTY = {
    0,
    1,
    -1,
    2,
    3,
    5,
    127,
    128,
    255,
    256,
    32767,
    65535,
    65536,
    1 << 20,
    1 << 24,
    1 << 30,
    1 << 31,
    Integer.MAX_VALUE,
    Integer.MAX_VALUE - 1,
    Integer.MIN_VALUE + 1,
    -2,
    -128,
    // Floats: 0.5, infinity, not a number, a subnormal one, the largest
    0x3F000000,
    0x7F800000,
    0x7FC00000,
    0x00000001,
    0x7F7FFFFF
  };

  private final byte[] arena = new byte[1 << 18];
  private final List<KernelProvider> best = KernelProviders.load().best();
  private final List<KernelProvider> reference = KernelProviders.load().named("reference");

  /** Reads, prepares and runs a model; throws what may not be thrown, with the seed. */
  private void run(byte[] file, long seed) {
    try {
      Interpreter interpreter =
          Interpreter.builder(Model.of(file), OpResolver.all())
              .providers((seed & 1) == 0 ? reference : best)
              .maxLoopIterations(100)
              .arena(arena)
              .build();
      SplittableRandom random = new SplittableRandom(seed);
      for (int frame = 0; frame < 2; frame++) {
        for (int i = 0; i < interpreter.inputCount(); i++) {
          Tensor input = interpreter.input(i);
          if (!input.spec().isConstant()) {
            byte[] bytes = new byte[input.byteSize()];
            random.nextBytes(bytes);
            input.write(bytes);
          }
        }
        interpreter.invoke();
      }
    } catch (ModelException | ArenaTooSmallException e) {
      // The two answers to a model that can not be run.
    } catch (RuntimeException | Error e) {
      throw new AssertionError("mutation " + seed + ": " + e, e);
    }
  }

  @Test
  void aModelCutOffAnywhereIsRefusedOrRuns() {
    byte[] file = DenseModel.builder().build();
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (int length = 0; length < file.length; length++) {
            run(Arrays.copyOf(file, length), length);
          }
        });
  }

  /** Every byte of a model, set to some other values. */
  @Test
  void aModelWithAnyByteChangedIsRefusedOrRuns() {
    byte[] file = DenseModel.builder().build();
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          SplittableRandom random = new SplittableRandom(5);
          for (int at = 0; at < file.length; at++) {
            for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF, file[at] + 1, random.nextInt()}) {
              byte[] mutated = file.clone();
              mutated[at] = (byte) value;
              run(mutated, at);
            }
          }
        });
  }

  /** The smallest model of each operator of the corpus, with bytes, words and tails changed. */
  @TestFactory
  Stream<DynamicTest> modelsOfEveryOperator() throws IOException {
    Map<String, byte[]> smallest = new LinkedHashMap<>();
    try (Corpus corpus = Corpus.open()) {
      for (ConformanceCase conformanceCase : corpus.cases()) {
        if (!conformanceCase.mustBeRefused()) {
          smallest.merge(
              conformanceCase.op() + " " + conformanceCase.type(),
              Files.readAllBytes(conformanceCase.model()),
              (a, b) -> a.length <= b.length ? a : b);
        }
      }
    }
    return smallest.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () -> assertTimeoutPreemptively(LIMIT, () -> mutate(entry.getValue()))));
  }

  private void mutate(byte[] file) {
    for (long seed = 0; seed < MUTATIONS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] mutated = file.clone();
      for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
        change(mutated, random);
      }
      run(
          random.nextInt(50) == 0 ? Arrays.copyOf(mutated, random.nextInt(file.length)) : mutated,
          seed);
    }
  }

  private static void change(byte[] file, SplittableRandom random) {
    int at = random.nextInt(file.length);
    switch (random.nextInt(4)) {
      case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> file[at] = (byte) random.nextInt();
      default -> {
        // Fields are aligned; most are words.
        int word = at / 4 * 4;
        if (word + 4 <= file.length) {
          LittleEndian.putInt(file, word, NASTY[random.nextInt(NASTY.length)]);
        }
      }
    }
  }
}
