/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.StridedCopy;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares TRANSPOSE, SPACE_TO_DEPTH and DEPTH_TO_SPACE. Mirrors {@code
 * micro/kernels/transpose_common.cc}, {@code space_to_depth.cc} and {@code depth_to_space.cc}.
 */
final class PrepareStridedCopy {
  private static final int MAX_TRANSPOSE_RANK = 5;

  // SpaceToDepthOptions and DepthToSpaceOptions: 0 block_size
  private static final int BLOCK_SIZE = 0;

  /** Its square fits an int; no tensor has a larger block. */
  private static final int MAX_BLOCK_SIZE = 46_340;

  private PrepareStridedCopy() {}

  static Op transpose(PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec input = context.input(StridedCopy.INPUT);
    TensorSpec output = context.output(StridedCopy.OUTPUT);
    context.requireType(input, FLOAT32, INT8, INT16);
    context.requireSameType(output, input);
    context.requireRank(input, 0, MAX_TRANSPOSE_RANK);
    Shape shape = input.shape();
    int rank = shape.rank();
    TensorSpec permutationTensor = context.input(StridedCopy.PERMUTATION);
    context.requireType(permutationTensor, INT32);
    context.requireShape(permutationTensor, Shape.of(rank));
    int[] permutation = context.constantInts(permutationTensor);
    boolean[] seen = new boolean[rank];
    long[] transposed = new long[rank];
    int[] strides = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int from = permutation[axis];
      context.require(
          from >= 0 && from < rank && !seen[from],
          permutationTensor
              + " holds "
              + Arrays.toString(permutation)
              + ", which does not order the axes from 0 to "
              + (rank - 1));
      seen[from] = true;
      transposed[axis] = shape.dimension(from);
      strides[axis] = shape.elementCount(from + 1, rank);
    }
    context.requireShape(output, context.shape("the transposed tensor", transposed));
    return checked(context, StridedCopy.Kind.TRANSPOSE, transposed, 0, strides);
  }

  static Op spaceToDepth(PrepareContext context) {
    int block = blockSize(context);
    Shape shape = context.input(StridedCopy.INPUT).shape();
    int height = shape.dimension(1);
    int width = shape.dimension(2);
    int depth = shape.dimension(3);
    context.require(
        height % block == 0 && width % block == 0,
        context.input(StridedCopy.INPUT)
            + " does not divide into blocks of "
            + block
            + " x "
            + block);
    context.setOutputShape(
        StridedCopy.OUTPUT,
        context.shape(
            "the output",
            shape.dimension(0),
            height / block,
            width / block,
            (long) depth * block * block));
    // The pixels of one row of a block are neighbours on both sides.
    return checked(
        context,
        StridedCopy.Kind.SPACE_TO_DEPTH,
        new long[] {shape.dimension(0), height / block, width / block, block, (long) block * depth},
        0,
        height * width * depth,
        block * width * depth,
        block * depth,
        width * depth,
        1);
  }

  static Op depthToSpace(PrepareContext context) {
    int block = blockSize(context);
    Shape shape = context.input(StridedCopy.INPUT).shape();
    int height = shape.dimension(1);
    int width = shape.dimension(2);
    int depth = shape.dimension(3);
    int outputDepth = depth / (block * block);
    context.require(
        depth % (block * block) == 0,
        context.input(StridedCopy.INPUT)
            + " has channels that do not divide into blocks of "
            + block
            + " x "
            + block);
    context.setOutputShape(
        StridedCopy.OUTPUT,
        context.shape(
            "the output",
            shape.dimension(0),
            (long) height * block,
            (long) width * block,
            outputDepth));
    return checked(
        context,
        StridedCopy.Kind.DEPTH_TO_SPACE,
        new long[] {shape.dimension(0), height, block, width, (long) block * outputDepth},
        0,
        height * width * depth,
        width * depth,
        block * outputDepth,
        depth,
        1);
  }

  private static int blockSize(PrepareContext context) {
    context.requireInputCount(1);
    context.requireOutputCount(1);
    TensorSpec input = context.input(StridedCopy.INPUT);
    context.requireType(input, FLOAT32, INT8);
    context.requireSameType(context.output(StridedCopy.OUTPUT), input);
    context.requireRank(input, 4);
    context.requireRank(context.output(StridedCopy.OUTPUT), 4);
    int block = context.options().int32(BLOCK_SIZE, 0);
    context.require(
        block >= 1 && block <= MAX_BLOCK_SIZE,
        "block_size is " + block + ", must be from 1 to " + MAX_BLOCK_SIZE);
    return block;
  }

  /**
   * Makes the record of a walk over the input; refuses walks that leave it or do not fill the
   * output.
   */
  static Op checked(
      PrepareContext context,
      StridedCopy.Kind kind,
      long[] dimensions,
      int offset,
      int... strides) {
    Shape shape = context.shape("the walk over " + context.input(StridedCopy.INPUT), dimensions);
    long lowest = offset;
    long highest = offset;
    List<Integer> list = new ArrayList<>();
    for (int axis = 0; axis < strides.length; axis++) {
      int steps = shape.dimension(axis) - 1;
      list.add(steps > 0 ? strides[axis] : 0);
      lowest += Math.min((long) strides[axis] * Math.max(steps, 0), 0);
      highest += Math.max((long) strides[axis] * Math.max(steps, 0), 0);
    }
    context.requireElementCount(context.output(StridedCopy.OUTPUT), shape.elementCount());
    context.require(
        shape.elementCount() == 0
            || (lowest >= 0 && highest < context.input(StridedCopy.INPUT).elementCount()),
        "reads the elements "
            + lowest
            + " to "
            + highest
            + " of "
            + context.input(StridedCopy.INPUT)
            + ", some of which are not there");
    return new StridedCopy(kind, shape, offset, list);
  }
}
