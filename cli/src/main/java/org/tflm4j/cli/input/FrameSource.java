/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.cli.CommandException;

/** The frames of one input file; each is fed before one invocation. */
interface FrameSource {
  /** Returns the number of frames, at least 1. */
  int frameCount();

  /** Writes frame {@code frame}, counted from 0, to the tensors that the file is for. */
  void feed(int frame);

  /**
   * Requires a tensor to take real numbers.
   *
   * @param what the content of the file, for the message
   * @throws CommandException if it does not
   */
  static void requireRealNumbers(Tensor tensor, String what) {
    switch (tensor.type()) {
      case INT8, UINT8, INT16, INT32, FLOAT32 -> {}
      default ->
          throw new CommandException(
              "the input " + tensor + " does not take " + what + "; feed it raw bytes");
    }
  }
}
