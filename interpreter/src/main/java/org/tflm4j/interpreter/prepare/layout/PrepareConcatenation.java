/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tflm4j.api.op.Concatenation;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares CONCATENATION and PACK. Mirrors {@code micro/kernels/concatenation.cc} and {@code
 * pack.cc}.
 */
final class PrepareConcatenation {
  // ConcatenationOptions: 0 axis, 1 fused_activation_function
  private static final int CONCATENATION_AXIS = 0;
  private static final int ACTIVATION = 1;

  // PackOptions: 0 values_count, 1 axis
  private static final int VALUES_COUNT = 0;
  private static final int PACK_AXIS = 1;

  private static final int MAX_INPUTS = 10;
  private static final int MAX_RANK = 6;

  private PrepareConcatenation() {}

  static Op concatenation(PrepareContext context) {
    context.requireInputCount(1, MAX_INPUTS);
    context.requireOutputCount(1);
    int activation = context.options().int8(ACTIVATION, 0);
    context.require(
        activation == 0, "has the fused activation function " + activation + ", supported: none");
    TensorSpec output = context.output(0);
    context.requireType(output, FLOAT32, INT8, INT16, INT32, INT64, BOOL);
    context.requireRank(output, 1, MAX_RANK);
    int rank = output.shape().rank();
    int axis = context.requireAxis(context.options().int32(CONCATENATION_AXIS, 0), rank);
    List<Integer> copySizes = new ArrayList<>();
    long joined = 0;
    for (int i = 0; i < context.inputCount(); i++) {
      TensorSpec input = context.input(i);
      context.requireSameType(input, output);
      requireQuantization(context, input, output);
      requireSameBeside(context, input, output, axis);
      joined += input.shape().dimension(axis);
      copySizes.add(input.shape().elementCount(axis, rank));
    }
    context.require(
        joined == output.shape().dimension(axis),
        output + " has another dimension " + axis + " than its inputs together, " + joined);
    return new Concatenation(
        Concatenation.Kind.CONCATENATION, output.shape().elementCount(0, axis), copySizes);
  }

  private static void requireQuantization(
      PrepareContext context, TensorSpec input, TensorSpec output) {
    if (input.type() == INT8) {
      context.require(
          input.quantization().scale() == output.quantization().scale()
              && input.quantization().zeroPoint() == output.quantization().zeroPoint(),
          input
              + " has "
              + input.quantization()
              + ", but "
              + output
              + " has "
              + output.quantization()
              + "; both must be the same");
    } else if (input.type() == INT16) {
      context.require(
          input.quantization().zeroPoint() == 0 && output.quantization().zeroPoint() == 0,
          input + " and " + output + " need the zero point 0");
    }
  }

  /** Refuses tensors that differ in more than the dimension {@code axis}. */
  static void requireSameBeside(
      PrepareContext context, TensorSpec part, TensorSpec whole, int axis) {
    Shape shape = part.shape();
    boolean same = shape.rank() == whole.shape().rank();
    for (int i = 0; same && i < shape.rank(); i++) {
      same = i == axis || shape.dimension(i) == whole.shape().dimension(i);
    }
    context.require(same, part + " and " + whole + " may differ in dimension " + axis + " alone");
  }

  static Op pack(PrepareContext context) {
    context.requireInputCount(1, Integer.MAX_VALUE);
    context.requireOutputCount(1);
    TensorSpec output = context.output(0);
    context.requireType(output, FLOAT32, INT8, INT16, INT32, INT64);
    context.requireRank(output, 1, Integer.MAX_VALUE);
    Shape shape = output.shape();
    int axis = context.requireAxis(context.options().int32(PACK_AXIS, 0), shape.rank());
    int valuesCount = context.options().int32(VALUES_COUNT, 0);
    context.require(
        valuesCount == context.inputCount() && valuesCount == shape.dimension(axis),
        "values_count is "
            + valuesCount
            + ", must be both the number of inputs, "
            + context.inputCount()
            + ", and dimension "
            + axis
            + " of "
            + output);
    int outerSize = shape.elementCount(0, axis);
    int copySize = shape.elementCount(axis + 1, shape.rank());
    for (int i = 0; i < valuesCount; i++) {
      context.requireSameType(context.input(i), output);
      context.requireElementCount(context.input(i), outerSize * copySize);
    }
    return new Concatenation(
        Concatenation.Kind.PACK, outerSize, Collections.nCopies(valuesCount, copySize));
  }
}
