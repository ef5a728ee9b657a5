/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.comparison;

import java.util.Arrays;
import java.util.HexFormat;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.cli.output.GraphTensors;
import org.tflm4j.cli.output.Numbers;

/** What one tensor holds on two providers, over all frames. */
public final class TensorComparison {
  private final GraphTensors.Entry entry;
  private final Tensor expected;
  private final Tensor got;
  private final Tolerance tolerance;
  private long compared;
  private long differing;
  private double maxError;
  private Difference first;

  /**
   * An element that differs.
   *
   * @param frame the invocation, counted from 0
   * @param coordinate where the element lies, an index for each dimension
   * @param expected its value on the first provider; quantized ones as they are stored
   * @param got its value on the other provider
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Difference(int frame, int[] coordinate, String expected, String got) {}

  TensorComparison(GraphTensors.Entry entry, Tensor expected, Tensor got, Tolerance tolerance) {
    this.entry = entry;
    this.expected = expected;
    this.got = got;
    this.tolerance = tolerance;
  }

  /** Compares what the tensors hold now. */
  void compare(int frame) {
    compared += elementCount();
    if (Arrays.equals(
        expected.data(),
        expected.offset(),
        expected.offset() + expected.byteSize(),
        got.data(),
        got.offset(),
        got.offset() + got.byteSize())) {
      return;
    }
    for (int i = 0; i < elementCount(); i++) {
      if (!areEqual(i)) {
        differing++;
        // An error that is not a number counts as infinite, whatever comes after it.
        double error = error(i);
        maxError = Math.max(maxError, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
        if (first == null) {
          first =
              new Difference(
                  frame, coordinate(expected.shape(), i), text(expected, i), text(got, i));
        }
      }
    }
  }

  private int elementCount() {
    return expected.elementCount();
  }

  private boolean areEqual(int i) {
    if (expected.type() == TensorType.FLOAT32) {
      return tolerance.accepts(expected.float32At(i), got.float32At(i));
    }
    return isInteger(expected.type())
        ? expected.integerAt(i) == got.integerAt(i)
        : Arrays.equals(bits(expected, i), bits(got, i));
  }

  private static boolean isInteger(TensorType type) {
    return switch (type) {
      case INT4, INT8, UINT8, BOOL, INT16, UINT16, INT32, UINT32, INT64, UINT64, RESOURCE -> true;
      default -> false;
    };
  }

  /** Returns the distance of two elements, in steps for integers. */
  private double error(int i) {
    if (expected.type() == TensorType.FLOAT32) {
      return Math.abs((double) expected.float32At(i) - got.float32At(i));
    }
    return isInteger(expected.type())
        ? Math.abs((double) expected.integerAt(i) - got.integerAt(i))
        : Double.NaN;
  }

  private static byte[] bits(Tensor tensor, int i) {
    int width = Math.max(tensor.type().bytes(), 1);
    // Two elements smaller than a byte share it; they are compared together.
    int at = tensor.offset() + (int) ((long) i * tensor.type().bits() / 8);
    return Arrays.copyOfRange(tensor.data(), at, at + width);
  }

  private static String text(Tensor tensor, int i) {
    if (tensor.type() == TensorType.FLOAT32) {
      return Float.toString(tensor.float32At(i));
    }
    if (!isInteger(tensor.type())) {
      return "bytes " + HexFormat.of().formatHex(bits(tensor, i));
    }
    String element = Long.toString(tensor.integerAt(i));
    return tensor.quantization().isPresent()
        ? element + " (" + Numbers.real(tensor.realAt(i)) + ")"
        : element;
  }

  private static int[] coordinate(Shape shape, int index) {
    int[] coordinate = new int[shape.rank()];
    int rest = index;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      coordinate[axis] = rest % shape.dimension(axis);
      rest /= shape.dimension(axis);
    }
    return coordinate;
  }

  /** Returns where the tensor stands in its graph. */
  public GraphTensors.Entry entry() {
    return entry;
  }

  /** Returns the tensor on the first provider. */
  public Tensor tensor() {
    return expected;
  }

  public boolean isEqual() {
    return differing == 0;
  }

  /** Returns how many elements were compared in all frames. */
  public long compared() {
    return compared;
  }

  /** Returns how many of them differ. */
  public long differing() {
    return differing;
  }

  /** Returns the largest distance of two elements, infinite where it is not a number. */
  public double maxError() {
    return maxError;
  }

  /** Returns the first element that differs, null if all are equal. */
  public Difference first() {
    return first;
  }
}
