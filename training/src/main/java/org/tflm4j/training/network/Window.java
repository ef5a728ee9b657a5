/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.network;

/**
 * A square window that slides over an image.
 *
 * @param inputSize height and width of the input
 * @param size height and width of the window
 * @param stride its steps
 * @param padding rows above and columns left of the input
 * @param outputSize height and width of the output
 */
record Window(int inputSize, int size, int stride, int padding, int outputSize) {
  /** As many outputs as steps fit in the input, padded as TensorFlow's SAME pads. */
  static Window same(int inputSize, int size, int stride) {
    int outputSize = (inputSize + stride - 1) / stride;
    int padded = Math.max((outputSize - 1) * stride + size - inputSize, 0);
    return new Window(inputSize, size, stride, padded / 2, outputSize);
  }

  /** Windows that lie in the input: TensorFlow's VALID. */
  static Window valid(int inputSize, int size, int stride) {
    return new Window(inputSize, size, stride, 0, (inputSize - size) / stride + 1);
  }

  /** Returns the row or column of the input under a tap; it may lie outside. */
  int input(int output, int tap) {
    return output * stride + tap - padding;
  }

  /** Tells whether a row or column lies in the input. */
  boolean contains(int index) {
    return index >= 0 && index < inputSize;
  }
}
