/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.interpreter.Interpreter;

/** Inputs for measuring, the same in every run. */
public final class RandomFrame {
  private RandomFrame() {}

  /**
   * Fills the inputs: floats from 0 to 1, 8-bit and 16-bit integers over their whole range, truth
   * values. Wider integers are 0, because most of them are indices.
   */
  public static void feed(Interpreter interpreter) {
    RandomGenerator random = new SplittableRandom(1);
    for (int i = 0; i < interpreter.inputCount(); i++) {
      if (!interpreter.input(i).spec().isConstant()) {
        fill(interpreter.input(i), random);
      }
    }
  }

  private static void fill(Tensor input, RandomGenerator random) {
    byte[] bytes = new byte[input.byteSize()];
    switch (input.type()) {
      case INT4, INT8, UINT8, INT16 -> random.nextBytes(bytes);
      case BOOL -> {
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) random.nextInt(2);
        }
      }
      case FLOAT32 -> {
        Tensor elements = new Tensor(input.spec(), bytes, 0);
        for (int i = 0; i < elements.elementCount(); i++) {
          elements.setFloat32At(i, random.nextFloat());
        }
      }
      default -> {
        // Zeros.
      }
    }
    input.write(bytes);
  }
}
