/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import java.util.SplittableRandom;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.Interpreter;

/**
 * Inputs drawn from a seed, the same for every interpreter of a model: any byte where every byte is
 * a value, 0 or 1 for BOOL, numbers from -1 to 1 for FLOAT32, and 0 to 15 for integers of 32 and 64
 * bits, which are mostly indices and counts.
 */
public final class RandomInputs {
  private static final int INDEX_BOUND = 16;

  private final long seed;

  /** Draws from this seed. */
  public RandomInputs(long seed) {
    this.seed = seed;
  }

  /** Writes a frame to all inputs that are not constants. */
  public void feed(Interpreter interpreter, int frame) {
    for (int i = 0; i < interpreter.inputCount(); i++) {
      Tensor input = interpreter.input(i);
      if (!input.spec().isConstant()) {
        draw(input, new SplittableRandom(seed + 31L * i + 1_000_003L * frame));
      }
    }
  }

  private static void draw(Tensor input, SplittableRandom random) {
    TensorType type = input.type();
    switch (type) {
      case FLOAT32 -> {
        for (int k = 0; k < input.elementCount(); k++) {
          input.setFloat32At(k, (float) random.nextDouble(-1, 1));
        }
      }
      case INT32, UINT32 -> {
        for (int k = 0; k < input.elementCount(); k++) {
          input.setInt32At(k, random.nextInt(INDEX_BOUND));
        }
      }
      case INT64, UINT64 -> {
        for (int k = 0; k < input.elementCount(); k++) {
          input.setInt64At(k, random.nextInt(INDEX_BOUND));
        }
      }
      default -> {
        byte[] bytes = new byte[input.byteSize()];
        random.nextBytes(bytes);
        for (int k = 0; k < bytes.length && type == TensorType.BOOL; k++) {
          bytes[k] &= 1;
        }
        input.write(bytes);
      }
    }
  }
}
