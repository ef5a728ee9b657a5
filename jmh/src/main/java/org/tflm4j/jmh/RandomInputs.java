/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh;

import java.util.Random;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/** Inputs of a model for measuring, the same in every run. */
final class RandomInputs {
  private final Random random = new Random(1);

  /** Returns random little-endian elements: floats from 0 to 1, integers of the whole range. */
  byte[] next(Tensor input) {
    byte[] bytes = new byte[input.byteSize()];
    if (input.type() == TensorType.FLOAT32) {
      Tensor elements = new Tensor(input.spec(), bytes, 0);
      for (int i = 0; i < elements.elementCount(); i++) {
        elements.setFloat32At(i, random.nextFloat());
      }
    } else {
      random.nextBytes(bytes);
    }
    return bytes;
  }
}
