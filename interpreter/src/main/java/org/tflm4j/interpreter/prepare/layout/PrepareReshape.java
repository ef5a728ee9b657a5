/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.Arrays;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Reshape;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares RESHAPE, SQUEEZE and EXPAND_DIMS. Mirrors {@code micro/kernels/reshape_common.cc},
 * {@code squeeze.cc} and {@code expand_dims.cc}.
 */
final class PrepareReshape {
  // SqueezeOptions: 0 squeeze_dims
  private static final int SQUEEZE_DIMENSIONS = 0;
  private static final int MAX_SQUEEZE_RANK = 8;

  /** The types whose size TFLM knows. */
  private static final TensorType[] SIZED = {
    TensorType.FLOAT16,
    TensorType.BFLOAT16,
    FLOAT32,
    TensorType.FLOAT64,
    TensorType.INT4,
    INT8,
    TensorType.UINT8,
    INT16,
    TensorType.UINT16,
    INT32,
    TensorType.UINT32,
    TensorType.INT64,
    TensorType.UINT64,
    TensorType.BOOL,
    TensorType.RESOURCE,
    TensorType.COMPLEX64,
    TensorType.COMPLEX128
  };

  private PrepareReshape() {}

  static Op reshape(PrepareContext context) {
    context.requireInputCount(1, 2);
    context.requireOutputCount(1);
    TensorSpec input = context.input(Reshape.INPUT);
    context.requireType(input, SIZED);
    if (context.inputCount() == 1 && context.output(Reshape.OUTPUT).shape().equals(Shape.of(0))) {
      // Old models write the shape of a scalar as [0].
      context.setOutputShape(Reshape.OUTPUT, Shape.SCALAR);
    }
    return sameElements(context, Reshape.Kind.RESHAPE, input);
  }

  static Op squeeze(PrepareContext context) {
    context.requireInputCount(1);
    context.requireOutputCount(1);
    TensorSpec input = context.input(Reshape.INPUT);
    context.requireType(input, SIZED);
    context.requireRank(input, 0, MAX_SQUEEZE_RANK);
    boolean[] squeezed = squeezed(context, input);
    Shape output = context.output(Reshape.OUTPUT).shape();
    int outputAxis = 0;
    for (int axis = 0; axis < squeezed.length; axis++) {
      if (!squeezed[axis]) {
        context.require(
            outputAxis < output.rank()
                && output.dimension(outputAxis) >= input.shape().dimension(axis),
            context.output(Reshape.OUTPUT) + " has no room for dimension " + axis + " of " + input);
        outputAxis++;
      }
    }
    return sameElements(context, Reshape.Kind.SQUEEZE, input);
  }

  private static boolean[] squeezed(PrepareContext context, TensorSpec input) {
    int[] dimensions = input.shape().toArray();
    boolean[] squeezed = new boolean[dimensions.length];
    int[] axes = context.options().int32s(SQUEEZE_DIMENSIONS);
    if (axes.length == 0) {
      for (int axis = 0; axis < dimensions.length; axis++) {
        squeezed[axis] = dimensions[axis] == 1;
      }
    }
    context.require(
        axes.length <= MAX_SQUEEZE_RANK,
        "squeeze_dims " + Arrays.toString(axes) + " has more than 8 entries");
    for (int given : axes) {
      int axis = context.requireAxis(given, dimensions.length);
      context.require(
          dimensions[axis] == 1,
          "dimension " + axis + " of " + input + " cannot be squeezed, since it is not 1");
      squeezed[axis] = true;
    }
    return squeezed;
  }

  static Op expandDims(PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec input = context.input(Reshape.INPUT);
    context.requireType(input, FLOAT32, INT8, INT16);
    TensorSpec axisTensor = context.input(Reshape.AXIS);
    context.requireRank(axisTensor, 0, 1);
    int rank = input.shape().rank() + 1;
    int axis = context.constantAxis(axisTensor, rank);
    int[] expanded = new int[rank];
    for (int i = 0; i < rank; i++) {
      expanded[i] = i == axis ? 1 : input.shape().dimension(i < axis ? i : i - 1);
    }
    context.requireShape(context.output(Reshape.OUTPUT), Shape.of(expanded));
    return sameElements(context, Reshape.Kind.EXPAND_DIMS, input);
  }

  private static Op sameElements(PrepareContext context, Reshape.Kind kind, TensorSpec input) {
    context.requireSameType(context.output(Reshape.OUTPUT), input);
    context.requireSameElementCount(context.output(Reshape.OUTPUT), input);
    return new Reshape(kind);
  }
}
