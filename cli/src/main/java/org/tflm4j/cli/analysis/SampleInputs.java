/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import java.util.Arrays;
import java.util.Random;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.interpreter.Interpreter;

/**
 * Inputs for trial runs: random numbers, always the same, in quantized and float tensors, and 0,
 * which every index and flag can be, in all others.
 */
final class SampleInputs {
  private static final int SEED = 2021;

  private SampleInputs() {}

  /** Fills all inputs that are in the arena. */
  static void fill(Interpreter interpreter) {
    Random random = new Random(SEED);
    for (int i = 0; i < interpreter.inputCount(); i++) {
      Tensor input = interpreter.input(i);
      if (input != null && !input.spec().isConstant()) {
        fill(input, random);
      }
    }
  }

  private static void fill(Tensor input, Random random) {
    int begin = input.offset();
    int end = begin + input.byteSize();
    switch (input.type()) {
      case INT8, UINT8, INT16 -> {
        for (int at = begin; at < end; at++) {
          input.data()[at] = (byte) random.nextInt(256);
        }
      }
      case FLOAT32 -> {
        for (int element = 0; element < input.elementCount(); element++) {
          input.setFloat32At(element, 2 * random.nextFloat() - 1);
        }
      }
      default -> Arrays.fill(input.data(), begin, end, (byte) 0);
    }
  }
}
