/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import java.util.Arrays;
import java.util.List;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Shape;

/**
 * Copies a block of elements from one layout to another: any number of dimensions, any strides. The
 * layouts are analyzed once: dimensions that follow each other in memory on both sides are merged,
 * and what lies in one piece on both sides is copied in one piece. It knows bytes, not types.
 */
final class BlockCopy {
  /** Bytes that lie in one piece on both sides. */
  private final int runBytes;

  /** Dimensions outside the run, outermost first; at least two. Strides are in bytes. */
  private final int[] counts;

  private final int[] fromStrides;
  private final int[] toStrides;

  /**
   * Analyzes a copy.
   *
   * @param shape the block
   * @param fromStrides distance of neighbors along each dimension where the block is read, in
   *     elements
   * @param toStrides the same where it is written
   */
  BlockCopy(Shape shape, List<Integer> fromStrides, List<Integer> toStrides, int elementBytes) {
    int[] count = new int[shape.rank() + 2];
    int[] from = new int[count.length];
    int[] to = new int[count.length];
    int outermost = count.length;
    // Byte distances fit an int, as the sizes of tensors in memory do.
    int run = elementBytes;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      int dimension = shape.dimension(axis);
      int fromStride = fromStrides.get(axis) * elementBytes;
      int toStride = toStrides.get(axis) * elementBytes;
      if (dimension == 1) {
        continue;
      }
      if (outermost == count.length && fromStride == run && toStride == run) {
        run *= dimension;
      } else if (outermost < count.length
          && fromStride == from[outermost] * count[outermost]
          && toStride == to[outermost] * count[outermost]) {
        count[outermost] *= dimension;
      } else {
        outermost--;
        count[outermost] = dimension;
        from[outermost] = fromStride;
        to[outermost] = toStride;
      }
    }
    while (outermost > count.length - 2) {
      count[--outermost] = 1;
    }
    this.runBytes = shape.elementCount() == 0 ? 0 : run;
    this.counts = Arrays.copyOfRange(count, outermost, count.length);
    this.fromStrides = Arrays.copyOfRange(from, outermost, count.length);
    this.toStrides = Arrays.copyOfRange(to, outermost, count.length);
  }

  /** Returns the strides of a tensor in row-major order, in elements. */
  static List<Integer> dense(Shape shape) {
    Integer[] strides = new Integer[shape.rank()];
    for (int axis = 0; axis < strides.length; axis++) {
      strides[axis] = shape.elementCount(axis + 1, strides.length);
    }
    return List.of(strides);
  }

  /** Copies the block whose first elements lie at {@code fromAt} and {@code toAt}. */
  void copy(byte[] from, int fromAt, byte[] to, int toAt) {
    if (runBytes > 0) {
      copy(0, from, fromAt, to, toAt);
    }
  }

  private void copy(int axis, byte[] from, int fromAt, byte[] to, int toAt) {
    if (axis == counts.length - 2) {
      grid(
          counts[axis],
          counts[axis + 1],
          runBytes,
          from,
          fromAt,
          fromStrides[axis],
          fromStrides[axis + 1],
          to,
          toAt,
          toStrides[axis],
          toStrides[axis + 1]);
      return;
    }
    for (int i = 0; i < counts[axis]; i++) {
      copy(axis + 1, from, fromAt, to, toAt);
      fromAt += fromStrides[axis];
      toAt += toStrides[axis];
    }
  }

  /**
   * Copies {@code rows} times {@code columns} pieces of {@code runBytes} bytes. Strides are in
   * bytes and may be negative or 0.
   */
  static void grid(
      int rows,
      int columns,
      int runBytes,
      byte[] from,
      int fromAt,
      int fromRow,
      int fromColumn,
      byte[] to,
      int toAt,
      int toRow,
      int toColumn) {
    for (int row = 0; row < rows; row++) {
      switch (runBytes) {
        case 1 -> bytes(columns, from, fromAt, fromColumn, to, toAt, toColumn);
        case 2 -> shorts(columns, from, fromAt, fromColumn, to, toAt, toColumn);
        case 4 -> ints(columns, from, fromAt, fromColumn, to, toAt, toColumn);
        case 8 -> longs(columns, from, fromAt, fromColumn, to, toAt, toColumn);
        default -> runs(columns, runBytes, from, fromAt, fromColumn, to, toAt, toColumn);
      }
      fromAt += fromRow;
      toAt += toRow;
    }
  }

  private static void bytes(
      int count, byte[] from, int fromAt, int fromStride, byte[] to, int toAt, int toStride) {
    for (int i = 0; i < count; i++) {
      to[toAt] = from[fromAt];
      fromAt += fromStride;
      toAt += toStride;
    }
  }

  private static void shorts(
      int count, byte[] from, int fromAt, int fromStride, byte[] to, int toAt, int toStride) {
    for (int i = 0; i < count; i++) {
      LittleEndian.putShort(
          to, toAt + i * toStride, LittleEndian.getShort(from, fromAt + i * fromStride));
    }
  }

  private static void ints(
      int count, byte[] from, int fromAt, int fromStride, byte[] to, int toAt, int toStride) {
    for (int i = 0; i < count; i++) {
      LittleEndian.putInt(
          to, toAt + i * toStride, LittleEndian.getInt(from, fromAt + i * fromStride));
    }
  }

  private static void longs(
      int count, byte[] from, int fromAt, int fromStride, byte[] to, int toAt, int toStride) {
    for (int i = 0; i < count; i++) {
      LittleEndian.putLong(
          to, toAt + i * toStride, LittleEndian.getLong(from, fromAt + i * fromStride));
    }
  }

  private static void runs(
      int count,
      int runBytes,
      byte[] from,
      int fromAt,
      int fromStride,
      byte[] to,
      int toAt,
      int toStride) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(from, fromAt + i * fromStride, to, toAt + i * toStride, runBytes);
    }
  }
}
