/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.tensor;

import java.util.Arrays;

/**
 * The dimensions of a tensor, outermost first (NHWC for images). Immutable. Every dimension is at
 * least 0 and the number of elements fits an int. A scalar has rank 0 and one element.
 */
public final class Shape {
  /** The shape of a scalar. */
  public static final Shape SCALAR = new Shape(new int[0], 1);

  private final int[] dimensions;
  private final int elementCount;

  private Shape(int[] dimensions, int elementCount) {
    this.dimensions = dimensions;
    this.elementCount = elementCount;
  }

  /**
   * Returns the shape with these dimensions.
   *
   * @throws IllegalArgumentException if a dimension is negative or the number of elements exceeds
   *     2^31 - 1
   */
  public static Shape of(int... dimensions) {
    long count = 1;
    boolean empty = false;
    for (int dimension : dimensions) {
      if (dimension < 0) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(dimensions) + " has the negative dimension " + dimension);
      }
      empty |= dimension == 0;
      // A zero elsewhere must not hide an overflow, so that products of a part of the dimensions
      // are safe, too.
      count *= Math.max(dimension, 1);
      if (count > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(dimensions) + " has more than 2^31 - 1 elements");
      }
    }
    return new Shape(dimensions.clone(), empty ? 0 : (int) count);
  }

  /** Returns the number of dimensions. */
  public int rank() {
    return dimensions.length;
  }

  /** Returns dimension {@code axis}, counted from 0. */
  public int dimension(int axis) {
    return dimensions[axis];
  }

  /** Returns the innermost dimension (channels or depth), 1 for a scalar. */
  public int lastDimension() {
    return dimensions.length == 0 ? 1 : dimensions[dimensions.length - 1];
  }

  /** Returns the product of all dimensions. */
  public int elementCount() {
    return elementCount;
  }

  /**
   * Returns the product of the dimensions from {@code from} (inclusive) to {@code to} (exclusive).
   */
  public int elementCount(int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= dimensions[axis];
    }
    return product;
  }

  /**
   * Returns this shape with ones put in front until it has {@code rank} dimensions.
   *
   * @throws IllegalArgumentException if this shape has more dimensions
   */
  public Shape extendedTo(int rank) {
    if (rank < dimensions.length) {
      throw new IllegalArgumentException(
          "shape " + this + " has more than " + rank + " dimensions");
    }
    int[] extended = new int[rank];
    Arrays.fill(extended, 1);
    System.arraycopy(dimensions, 0, extended, rank - dimensions.length, dimensions.length);
    return new Shape(extended, elementCount);
  }

  /** Returns a copy of the dimensions. */
  public int[] toArray() {
    return dimensions.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dimensions);
  }

  /** Returns for example {@code [1, 96, 96, 3]}. */
  @Override
  public String toString() {
    return Arrays.toString(dimensions);
  }
}
