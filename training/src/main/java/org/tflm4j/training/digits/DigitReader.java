/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.digits;

import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.interpreter.Interpreter;

/** Shows drawings to a digit model. */
public final class DigitReader {
  private final Interpreter interpreter;

  /**
   * Takes an interpreter of a model with an INT8 input of 28 x 28 pixels and ten INT8 outputs.
   *
   * @throws IllegalArgumentException if the model has other inputs or outputs
   */
  public DigitReader(Interpreter interpreter) {
    this.interpreter = interpreter;
    check("input", interpreter.input(0), Handwriting.SIZE * Handwriting.SIZE);
    check("output", interpreter.output(0), 10);
  }

  private static void check(String role, Tensor tensor, int bytes) {
    if (tensor.byteSize() != bytes) {
      throw new IllegalArgumentException(
          "The %s of a digit model has %d bytes, that of this model is %s"
              .formatted(role, bytes, tensor));
    }
  }

  /** Returns the interpreter. */
  public Interpreter interpreter() {
    return interpreter;
  }

  /**
   * Runs the model.
   *
   * @param pixels grey levels of a white digit on black, row by row
   * @return the most probable digit
   */
  public int read(byte[] pixels) {
    Tensor input = interpreter.input(0);
    for (int i = 0; i < pixels.length; i++) {
      input.setInt8At(i, (byte) (Byte.toUnsignedInt(pixels[i]) - 128));
    }
    interpreter.invoke();
    Tensor output = interpreter.output(0);
    int best = 0;
    for (int digit = 1; digit < output.elementCount(); digit++) {
      if (output.int8At(digit) > output.int8At(best)) {
        best = digit;
      }
    }
    return best;
  }

  /** Returns the probability that the last drawing is a digit. */
  public float probability(int digit) {
    return interpreter.output(0).realAt(digit);
  }
}
