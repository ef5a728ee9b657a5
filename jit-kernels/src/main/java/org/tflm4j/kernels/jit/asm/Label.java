/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import java.util.Arrays;

/**
 * A place in the code of one assembler, to jump to or to read from; it may be used before bound.
 */
public final class Label {
  /** Offset from the beginning of the code, or -1 while it is not bound. */
  private int position = -1;

  /** Offsets of the 32-bit fields that wait for the position. */
  private int[] references = {};

  private int referenceCount;

  /** Returns true once the assembler knows the place. */
  public boolean isBound() {
    return position >= 0;
  }

  /** Returns the offset from the beginning of the code, or -1 while the label is not bound. */
  public int position() {
    return position;
  }

  void bind(int offset) {
    if (position >= 0) {
      throw new IllegalStateException("the label is bound already, at " + position);
    }
    position = offset;
  }

  void addReference(int field) {
    if (referenceCount == references.length) {
      references = Arrays.copyOf(references, Math.max(4, 2 * referenceCount));
    }
    references[referenceCount++] = field;
  }

  int referenceCount() {
    return referenceCount;
  }

  int reference(int index) {
    return references[index];
  }
}
