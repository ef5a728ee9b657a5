/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.gather;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.Arrays;
import org.tflm4j.api.op.EmbeddingLookup;
import org.tflm4j.api.op.Gather;
import org.tflm4j.api.op.GatherNd;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares GATHER, GATHER_ND and EMBEDDING_LOOKUP; they set the shapes of their outputs. Mirrors
 * {@code micro/kernels/gather.cc}, {@code gather_nd.cc} and {@code embedding_lookup.cc}.
 */
final class PrepareGather {
  // GatherOptions
  private static final int AXIS = 0;
  private static final int BATCH_DIMS = 1;

  private PrepareGather() {}

  static Op gather(PrepareContext context) {
    TensorSpec input = context.input(0);
    TensorSpec positions = context.input(1);
    requireTensors(context, input, positions);
    context.requireSameType(input, context.output(0));

    Shape shape = input.shape();
    Shape positionsShape = positions.shape();
    int axis = context.requireAxis(context.options().int32(AXIS, 0), shape.rank());
    int batchDims = context.options().int32(BATCH_DIMS, 0);
    if (batchDims < 0) {
      batchDims += positionsShape.rank();
    }
    context.require(
        batchDims >= 0 && batchDims <= Math.min(axis, positionsShape.rank()),
        "batch_dims "
            + context.options().int32(BATCH_DIMS, 0)
            + " does not fit axis "
            + axis
            + " and "
            + positions);
    for (int i = 0; i < batchDims; i++) {
      context.require(
          shape.dimension(i) == positionsShape.dimension(i),
          input + " and " + positions + " differ in dimension " + i + ", one of the batch");
    }
    int axisSize = shape.dimension(axis);
    requireConstantIndices(context, positions, axisSize);
    context.setOutputShape(
        0,
        shape(
            context,
            Arrays.copyOfRange(shape.toArray(), 0, axis),
            Arrays.copyOfRange(positionsShape.toArray(), batchDims, positionsShape.rank()),
            Arrays.copyOfRange(shape.toArray(), axis + 1, shape.rank())));
    return new Gather(
        shape.elementCount(0, batchDims),
        shape.elementCount(batchDims, axis),
        axisSize,
        positionsShape.elementCount(batchDims, positionsShape.rank()),
        shape.elementCount(axis + 1, shape.rank()));
  }

  static Op gatherNd(PrepareContext context) {
    TensorSpec params = context.input(0);
    TensorSpec indices = context.input(1);
    requireTensors(context, params, indices);
    context.requireSameType(params, context.output(0));
    context.requireRank(params, 1, Integer.MAX_VALUE);
    context.requireRank(indices, 1, Integer.MAX_VALUE);

    Shape shape = params.shape();
    int indexDepth = indices.shape().lastDimension();
    context.require(
        indexDepth <= Math.min(shape.rank(), GatherNd.MAX_INDEX_DEPTH),
        indices
            + " holds indices of "
            + indexDepth
            + " dimensions, more than "
            + params
            + " has or the limit of "
            + GatherNd.MAX_INDEX_DEPTH);
    int[] batch = Arrays.copyOfRange(indices.shape().toArray(), 0, indices.shape().rank() - 1);
    int[] slice = Arrays.copyOfRange(shape.toArray(), indexDepth, shape.rank());
    Shape outputShape = shape(context, batch, slice);
    context.require(
        params.elementCount() > 0 || outputShape.elementCount() == 0,
        params + " has no elements to gather");
    context.setOutputShape(0, outputShape);
    GatherNd op =
        new GatherNd(
            shape,
            indexDepth,
            indices.shape().elementCount(0, indices.shape().rank() - 1),
            shape.elementCount(indexDepth, shape.rank()));
    if (indices.isConstant()) {
      requireConstantSlices(context, op, params, indices);
    }
    return op;
  }

  static Op embeddingLookup(PrepareContext context) {
    TensorSpec lookups = context.input(0);
    TensorSpec table = context.input(1);
    TensorSpec output = context.output(0);
    requireTensors(context, table, lookups);
    context.requireRank(lookups, 1);
    context.requireRank(table, 2, Integer.MAX_VALUE);
    context.requireRank(output, table.shape().rank(), Integer.MAX_VALUE);
    boolean dequantizes = table.type() == INT8 && output.type() == FLOAT32;
    if (dequantizes) {
      context.requireQuantized(table);
      context.require(
          table.quantization().zeroPoint() == 0,
          table + " (" + table.quantization() + ") needs the zero point 0");
    } else {
      context.requireSameType(table, output);
    }
    int rows = table.shape().dimension(0);
    int columns = table.shape().elementCount(1, table.shape().rank());
    context.require(rows > 0, table + " has no rows");
    requireConstantIndices(context, lookups, rows);

    int[] dimensions = output.shape().toArray();
    dimensions[0] = lookups.elementCount();
    for (int i = 1; i < table.shape().rank(); i++) {
      dimensions[i] = table.shape().dimension(i);
    }
    Shape outputShape = shape(context, dimensions);
    context.require(
        outputShape.elementCount() == (long) lookups.elementCount() * columns
            && outputShape.elementCount() <= output.elementCount(),
        output + " needs " + lookups.elementCount() + " x " + columns + " elements");
    context.setOutputShape(0, outputShape);
    return new EmbeddingLookup(
        lookups.elementCount(), rows, columns, dequantizes ? table.quantization().scale() : 0);
  }

  private static void requireTensors(
      PrepareContext context, TensorSpec values, TensorSpec indices) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    context.requireType(values, FLOAT32, INT8);
    context.requireType(indices, INT32);
  }

  private static void requireConstantIndices(
      PrepareContext context, TensorSpec indices, int limit) {
    if (indices.isConstant()) {
      for (int index : context.constantInts(indices)) {
        context.require(
            index >= 0 && index < limit,
            indices + " holds the index " + index + ", allowed are 0 to " + (limit - 1));
      }
    }
  }

  private static void requireConstantSlices(
      PrepareContext context, GatherNd op, TensorSpec params, TensorSpec indices) {
    int[] values = context.constantInts(indices);
    int last = params.elementCount() - op.sliceSize();
    for (int slice = 0; slice < op.sliceCount(); slice++) {
      long from = 0;
      for (int i = 0; i < op.indexDepth(); i++) {
        from += (long) values[slice * op.indexDepth() + i] * op.stride(i);
      }
      context.require(
          from >= 0 && from <= last,
          "index "
              + slice
              + " in "
              + indices
              + " leads to element "
              + from
              + " of "
              + params
              + ", allowed are 0 to "
              + last);
    }
  }

  /** Returns the shape with all these dimensions. */
  private static Shape shape(PrepareContext context, int[]... parts) {
    try {
      return Shape.of(Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray());
    } catch (IllegalArgumentException e) {
      throw context.fail("its output: " + e.getMessage());
    }
  }
}
