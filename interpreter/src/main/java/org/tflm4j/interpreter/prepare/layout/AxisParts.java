/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * A tensor and its parts along an axis: what CONCATENATION and PACK join, and SPLIT, SPLIT_V and
 * UNPACK take apart.
 *
 * @param outerSize product of the dimensions in front of the axis
 * @param copySizes for each part, the elements that lie in one piece in the whole tensor
 */
record AxisParts(int outerSize, List<Integer> copySizes) {
  /** Returns all inputs of the operator. */
  static List<TensorSpec> inputs(PrepareContext context) {
    return IntStream.range(0, context.inputCount()).mapToObj(context::input).toList();
  }

  /** Returns all outputs of the operator. */
  static List<TensorSpec> outputs(PrepareContext context) {
    return IntStream.range(0, context.outputCount()).mapToObj(context::output).toList();
  }

  /** Returns parts that have the axis; refuses those that do not make up the whole. */
  static AxisParts along(
      PrepareContext context, TensorSpec whole, int axis, List<TensorSpec> parts) {
    int rank = whole.shape().rank();
    List<Integer> copySizes = new ArrayList<>();
    long total = 0;
    for (TensorSpec part : parts) {
      context.requireSameType(part, whole);
      requireSameBeside(context, part, whole, axis);
      total += part.shape().dimension(axis);
      copySizes.add(part.shape().elementCount(axis, rank));
    }
    context.require(
        total == whole.shape().dimension(axis),
        "dimension " + axis + " of " + whole + " is not that of its parts together, " + total);
    return new AxisParts(whole.shape().elementCount(0, axis), copySizes);
  }

  /** Refuses tensors that differ in more than the dimension {@code axis}. */
  private static void requireSameBeside(
      PrepareContext context, TensorSpec part, TensorSpec whole, int axis) {
    Shape shape = part.shape();
    boolean same = shape.rank() == whole.shape().rank();
    for (int i = 0; same && i < shape.rank(); i++) {
      same = i == axis || shape.dimension(i) == whole.shape().dimension(i);
    }
    context.require(same, part + " and " + whole + " may differ in dimension " + axis + " alone");
  }

  /**
   * Returns parts that do not have the axis: one for each index.
   *
   * @param option name of the option that says how many parts there are
   * @param count the option's value
   */
  static AxisParts across(
      PrepareContext context,
      TensorSpec whole,
      int axis,
      List<TensorSpec> parts,
      String option,
      int count) {
    Shape shape = whole.shape();
    context.require(
        count == parts.size() && count == shape.dimension(axis),
        option
            + " is "
            + count
            + ", must be both the number of parts, "
            + parts.size()
            + ", and dimension "
            + axis
            + " of "
            + whole);
    int outerSize = shape.elementCount(0, axis);
    int copySize = shape.elementCount(axis + 1, shape.rank());
    for (TensorSpec part : parts) {
      context.requireSameType(part, whole);
      context.requireElementCount(part, outerSize * copySize);
    }
    return new AxisParts(outerSize, Collections.nCopies(count, copySize));
  }
}
