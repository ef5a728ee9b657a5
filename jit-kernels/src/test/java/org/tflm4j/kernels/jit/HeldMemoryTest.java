/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.graph.PreparedOperator;
import org.tflm4j.interpreter.graph.ScheduledKernel;

/**
 * What kernels hold outside the arena for the real models, where these are beside the checkout:
 * weights packed for the instructions, tables and code, which operators of one shape share.
 *
 * <p>A large model takes at most 1.3 bytes for each byte of its weights. In a small one the rest
 * weighs more: filters and tables are padded to whole vectors (the four outputs of 4,000 weights
 * each in micro_speech to sixteen), the 3x3 filters of a depthwise convolution to four taps a row,
 * and each shape takes one to five kilobytes of code.
 */
@EnabledIf("available")
class HeldMemoryTest {
  /** Held bytes for each byte of weights. */
  private static final double MOST = 1.3;

  /** Code, tables and padding that small models have, too. */
  private static final long FIXED = 96 << 10;

  /** Bytes of weights of a large model. */
  private static final long LARGE = 256 << 10;

  static boolean available() {
    return Processor.hasKernels() && Files.isDirectory(folder());
  }

  private static Path folder() {
    return Path.of(System.getProperty("tflm4j.shared", "none"), "real", "models");
  }

  static List<Path> models() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(".tflite")).sorted().toList();
    }
  }

  /** Bytes of weights, and what is held for them, of the operators that are machine code. */
  private record Held(int operators, long weights, long held, long code) {
    static Held of(Interpreter interpreter) {
      Set<Integer> counted = new HashSet<>();
      int operators = 0;
      long weights = 0;
      long held = 0;
      long code = 0;
      for (ScheduledKernel kernel : interpreter.kernels(0)) {
        if (kernel.provider().equals("jit")) {
          KernelMemory ofCode = kernel.kernel().memory();
          held += kernel.memory().heldBytes();
          code += ofCode.heldBytes();
          for (PreparedOperator operator : kernel.operators()) {
            operators++;
            for (TensorSpec input : operator.inputs()) {
              if (input != null && input.isConstant() && counted.add(input.constant().offset())) {
                weights += input.byteSize();
              }
            }
          }
        }
      }
      return new Held(operators, weights, held, code);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void kernelsHoldLittleMoreThanTheWeights(Path file) throws IOException {
    Interpreter interpreter =
        Interpreter.builder(Model.load(file), OpResolver.all())
            .providers(KernelProviders.load().named("jit"))
            .build();

    Held held = Held.of(interpreter);

    System.out.printf(
        "%s: %d operators, %,d bytes of weights, %,d held (%.2f), of which code %,d%n",
        file.getFileName(),
        held.operators(),
        held.weights(),
        held.held(),
        (double) held.held() / held.weights(),
        held.code());
    assertThat(held.held()).isLessThanOrEqualTo((long) (MOST * held.weights()) + FIXED);
    if (held.weights() > LARGE) {
      assertThat(held.held()).isLessThanOrEqualTo((long) (MOST * held.weights()));
    }
  }
}
