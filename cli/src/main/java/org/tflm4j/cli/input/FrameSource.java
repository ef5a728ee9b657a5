/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

/** What one input file holds: one or more frames, each fed before one invocation. */
interface FrameSource {
  /** Returns the number of frames, at least 1. */
  int frameCount();

  /** Writes frame {@code frame}, counted from 0, to the tensors that the file is for. */
  void feed(int frame);
}
