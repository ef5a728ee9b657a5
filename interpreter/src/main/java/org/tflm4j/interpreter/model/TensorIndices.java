/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.model;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Indices of tensors in a subgraph, in the order of the file; -1 stands for an absent optional
 * input. Immutable.
 */
public final class TensorIndices {
  /** No tensors. */
  public static final TensorIndices NONE = new TensorIndices(new int[0]);

  private final int[] indices;

  private TensorIndices(int[] indices) {
    this.indices = indices;
  }

  /** Returns these indices; the array is copied. */
  public static TensorIndices of(int... indices) {
    return indices.length == 0 ? NONE : new TensorIndices(indices.clone());
  }

  /** Returns how many there are. */
  public int size() {
    return indices.length;
  }

  /**
   * Returns the index at a place.
   *
   * @throws IndexOutOfBoundsException if there is no such place
   */
  public int get(int place) {
    return indices[place];
  }

  /** Returns true if the tensor is among these. */
  public boolean contains(int tensor) {
    for (int index : indices) {
      if (index == tensor) {
        return true;
      }
    }
    return false;
  }

  /** Returns the indices in their order. */
  public IntStream stream() {
    return Arrays.stream(indices);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TensorIndices that && Arrays.equals(indices, that.indices);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(indices);
  }

  @Override
  public String toString() {
    return Arrays.toString(indices);
  }
}
