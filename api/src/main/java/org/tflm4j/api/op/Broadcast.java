/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import java.util.Arrays;
import org.tflm4j.api.tensor.Shape;

/**
 * How the elements of one or more inputs meet in an elementwise operator with broadcasting: shapes
 * are aligned at their last axes, and an axis of 1 is repeated along the output's. Immutable.
 *
 * <p>The output is walked in rows, in memory order. A row is the longest run over which every input
 * either moves along element by element or stands still, see {@link #rowStep}; inputs of one shape
 * make a single row, a scalar and a tensor as well. Output row {@code r} begins at element {@code r
 * * rowLength()}, and input {@code i} at element {@link #rowStart rowStart(i, r)}. All elements are
 * within their tensors.
 *
 * <p>Mirrors {@code kernels/internal/reference/broadcast_loop.h}, for tensors of any rank.
 */
public final class Broadcast {
  /** Lengths of the fused loops, innermost first; the first one is the row. */
  private final int[] dimensions;

  /** Elements that each input advances in each loop, innermost first. */
  private final int[][] strides;

  private final int rows;

  private Broadcast(int[] dimensions, int[][] strides) {
    this.dimensions = dimensions;
    this.strides = strides;
    int product = 1;
    for (int loop = 1; loop < dimensions.length; loop++) {
      product *= dimensions[loop];
    }
    this.rows = product;
  }

  /**
   * Returns the walk over inputs that broadcast against each other to the shape of the output.
   * Where all inputs have the same shape, the output needs no more than as many elements.
   *
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public static Broadcast of(Shape output, Shape... inputs) {
    int rank = rank(inputs);
    boolean same = true;
    for (Shape input : inputs) {
      same &= input.extendedTo(rank).equals(inputs[0].extendedTo(rank));
    }
    if (same && inputs[0].elementCount() == output.elementCount()) {
      return flat(inputs.length, output.elementCount());
    }
    rank = Math.max(rank, output.rank());
    for (int axis = 0; axis < rank; axis++) {
      int dimension = 1;
      for (Shape input : inputs) {
        int own = input.extendedTo(rank).dimension(axis);
        if (own != 1 && dimension != 1 && own != dimension) {
          throw mismatch(output, inputs);
        }
        dimension = own == 1 ? dimension : own;
      }
      if (output.extendedTo(rank).dimension(axis) != dimension) {
        throw mismatch(output, inputs);
      }
    }
    return fused(output.extendedTo(rank), inputs);
  }

  /**
   * Returns the walk that repeats one input to fill a larger shape.
   *
   * @throws IllegalArgumentException if an axis of the input is neither 1 nor the output's
   */
  public static Broadcast to(Shape output, Shape input) {
    if (input.rank() > output.rank()) {
      throw mismatch(output, input);
    }
    Shape extended = input.extendedTo(output.rank());
    for (int axis = 0; axis < output.rank(); axis++) {
      if (extended.dimension(axis) != 1 && extended.dimension(axis) != output.dimension(axis)) {
        throw mismatch(output, input);
      }
    }
    return fused(output, input);
  }

  private static int rank(Shape... shapes) {
    return Arrays.stream(shapes).mapToInt(Shape::rank).max().orElse(0);
  }

  private static IllegalArgumentException mismatch(Shape output, Shape... inputs) {
    return new IllegalArgumentException(
        "shapes " + Arrays.toString(inputs) + " do not broadcast to " + output);
  }

  private static Broadcast flat(int inputs, int elements) {
    int[][] strides = new int[inputs][];
    Arrays.setAll(strides, input -> new int[] {1});
    return new Broadcast(new int[] {elements}, strides);
  }

  private static Broadcast fused(Shape output, Shape... inputs) {
    int rank = output.rank();
    int[] dimensions = new int[rank];
    int[][] strides = new int[inputs.length][rank];
    int[] elements = new int[inputs.length];
    Arrays.fill(elements, 1);
    int loops = 0;
    for (int axis = rank - 1; axis >= 0; axis--) {
      int dimension = output.dimension(axis);
      boolean fuses = loops > 0;
      for (int i = 0; i < inputs.length; i++) {
        int own = inputs[i].extendedTo(rank).dimension(axis);
        strides[i][loops] = own == 1 ? 0 : elements[i];
        fuses = fuses && strides[i][loops] == strides[i][loops - 1] * dimensions[loops - 1];
        elements[i] *= own;
      }
      if (fuses) {
        dimensions[loops - 1] *= dimension;
      } else if (dimension != 1) {
        dimensions[loops++] = dimension;
      }
    }
    if (loops == 0 || output.elementCount() == 0) {
      return flat(inputs.length, output.elementCount());
    }
    for (int i = 0; i < inputs.length; i++) {
      strides[i] = Arrays.copyOf(strides[i], loops);
    }
    return new Broadcast(Arrays.copyOf(dimensions, loops), strides);
  }

  /** Returns the number of rows. */
  public int rows() {
    return rows;
  }

  /** Returns the number of elements of a row; 0 where the output is empty. */
  public int rowLength() {
    return dimensions[0];
  }

  /**
   * Returns the elements that an input advances from one output element of a row to the next: 1, or
   * 0 where it stands still.
   */
  public int rowStep(int input) {
    return strides[input][0];
  }

  /** Returns true if all inputs advance along a row. */
  public boolean isDense() {
    for (int[] stride : strides) {
      if (stride[0] == 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns true if every output element meets the element of the input with the same index: the
   * input is not repeated.
   */
  public boolean isWhole(int input) {
    int elements = 1;
    for (int loop = 0; loop < dimensions.length; loop++) {
      if (strides[input][loop] != elements) {
        return false;
      }
      elements *= dimensions[loop];
    }
    return true;
  }

  /** Returns the index of the element of an input that the first element of a row meets. */
  public int rowStart(int input, int row) {
    int[] stride = strides[input];
    int start = 0;
    int rest = row;
    for (int loop = 1; loop < dimensions.length; loop++) {
      int dimension = dimensions[loop];
      start += rest % dimension * stride[loop];
      rest /= dimension;
    }
    return start;
  }

  /** Returns the number of output elements. */
  public int elementCount() {
    return rows * dimensions[0];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Broadcast that
        && Arrays.equals(dimensions, that.dimensions)
        && Arrays.deepEquals(strides, that.strides);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(dimensions) + Arrays.deepHashCode(strides);
  }

  /** Returns for example {@code 12 rows of 16, steps [1, 0]}. */
  @Override
  public String toString() {
    return rows
        + " rows of "
        + rowLength()
        + ", steps "
        + Arrays.toString(Arrays.stream(strides).mapToInt(stride -> stride[0]).toArray());
  }
}
