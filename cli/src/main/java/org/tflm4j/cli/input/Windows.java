/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import java.nio.file.Path;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.cli.CommandException;

/**
 * A sequence cut into windows, which may overlap or leave gaps; values at the end that do not fill
 * a window are left out.
 *
 * @param count how many windows
 * @param hop values from the start of one window to the next
 */
record Windows(int count, int hop) {
  /**
   * Cuts the values of a file into windows of as many values as the tensor has elements.
   *
   * @param hop 0 for the length of the window
   * @throws CommandException if there are too few values for one window
   */
  static Windows of(Path file, int values, String noun, Tensor tensor, int hop) {
    int length = tensor.elementCount();
    if (length == 0 || values < length) {
      throw new CommandException(
          "%s has %d %s, less than the window of %d that the input %s takes"
              .formatted(file, values, noun, length, tensor));
    }
    int step = hop == 0 ? length : hop;
    return new Windows((values - length) / step + 1, step);
  }

  /** Returns how many values precede a window. */
  int begin(int window) {
    return window * hop;
  }
}
