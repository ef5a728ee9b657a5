/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

/**
 * Lays out a kernel's work space: each part that is reserved begins where the one before it ends.
 * Used when a kernel is made, which then keeps the places as ints.
 */
public final class WorkspaceLayout {
  private int floats;

  /** Creates an empty layout. */
  public WorkspaceLayout() {}

  /**
   * Reserves a part.
   *
   * @param count its floats
   * @return where it begins
   */
  public int reserve(int count) {
    int at = floats;
    floats = Math.addExact(floats, count);
    return at;
  }

  /** Returns the floats reserved so far. */
  public int floats() {
    return floats;
  }
}
