/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.gather;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.Arrays;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Resize;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares RESIZE_BILINEAR and RESIZE_NEAREST_NEIGHBOR. Mirrors {@code
 * micro/kernels/resize_bilinear.cc} and {@code resize_nearest_neighbor.cc}.
 */
final class PrepareResize {
  /** Positions are fixed-point numbers with 10 bits of fraction in an int. */
  private static final int MAX_INT8_SIZE = 1 << 20;

  private PrepareResize() {}

  static Op bilinear(PrepareContext context) {
    // ResizeBilinearOptions: 0 and 1 are deprecated, 2 align_corners, 3 half_pixel_centers
    boolean alignCorners = context.options().bool(2, false);
    boolean halfPixelCenters = context.options().bool(3, false);
    context.require(
        !(alignCorners && halfPixelCenters),
        "align_corners and half_pixel_centers exclude each other");
    TensorSpec input = context.input(Resize.INPUT);
    context.requireType(input, FLOAT32, INT8);
    Resize op =
        prepare(
            context,
            alignCorners,
            halfPixelCenters,
            input.type() == FLOAT32 ? new Resize.RealBilinear() : new Resize.QuantizedBilinear());
    int largest =
        Math.max(
            Math.max(op.inputHeight(), op.inputWidth()),
            Math.max(op.outputHeight(), op.outputWidth()));
    context.require(
        input.type() == FLOAT32 || largest <= MAX_INT8_SIZE,
        "INT8 images of " + largest + " pixels are too large, the limit is " + MAX_INT8_SIZE);
    return op;
  }

  static Op nearestNeighbor(PrepareContext context) {
    // ResizeNearestNeighborOptions: 0 align_corners, 1 half_pixel_centers
    context.requireType(context.input(Resize.INPUT), FLOAT32, INT8, INT16);
    return prepare(
        context,
        context.options().bool(0, false),
        context.options().bool(1, false),
        new Resize.NearestNeighbor());
  }

  private static Resize prepare(
      PrepareContext context,
      boolean alignCorners,
      boolean halfPixelCenters,
      Resize.Numerics numerics) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec input = context.input(Resize.INPUT);
    TensorSpec size = context.input(Resize.SIZE);
    TensorSpec output = context.output(Resize.OUTPUT);
    context.requireSameType(input, output);
    context.requireRank(input, 4);
    context.requireRank(output, 0, 4);
    context.requireType(size, INT32);
    context.requireShape(size, Shape.of(2));
    context.requireConstant(size);
    int[] outputSize = context.constantInts(size);
    Shape shape = input.shape();
    context.require(input.elementCount() > 0, input + " has no elements");
    context.require(
        outputSize[0] > 0 && outputSize[1] > 0,
        size + " holds " + outputSize[0] + " and " + outputSize[1] + ", must be at least 1");
    int[] expected = {shape.dimension(0), outputSize[0], outputSize[1], shape.dimension(3)};
    context.require(
        Arrays.equals(output.shape().extendedTo(4).toArray(), expected),
        output + " needs the shape " + Arrays.toString(expected));
    return new Resize(
        shape.dimension(0),
        shape.dimension(1),
        shape.dimension(2),
        outputSize[0],
        outputSize[1],
        shape.dimension(3),
        alignCorners,
        halfPixelCenters,
        numerics);
  }
}
