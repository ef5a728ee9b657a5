/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/**
 * A name for a place in the code, for listings.
 *
 * @param offset bytes from the beginning of the code
 * @param what what begins there; becomes text when it is listed, since code is made in a hurry
 */
public record CodeMark(int offset, Object what) {
  /** Returns what begins there. */
  public String name() {
    return what.toString();
  }
}
