/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * GATHER: slices of the input along one axis, picked by position: {@code output[b, o, c] = input[b,
 * o, positions[b, c]]}, where every element is a slice. Mirrors {@code micro/kernels/gather.cc}.
 *
 * <p>Tensors: input [batches, outerSize, axisSize, innerSize] after merging axes, FLOAT32 or INT8;
 * positions [batches, positionCount], INT32, from 0 to axisSize - 1; output [batches, outerSize,
 * positionCount, innerSize] of the input's type.
 *
 * <p>Positions that are not constant are checked when the operator runs. TFLM does not check them.
 *
 * @param batches product of the leading axes that input and positions share
 * @param outerSize product of the axes between the batches and the axis
 * @param axisSize elements of the axis
 * @param positionCount positions of a batch
 * @param innerSize elements of a slice: product of the axes behind the axis
 */
public record Gather(int batches, int outerSize, int axisSize, int positionCount, int innerSize)
    implements Op {
  /** Input that the slices come from. */
  public static final int INPUT = 0;

  /** Input with the positions on the axis. */
  public static final int POSITIONS = 1;

  /** Output: the slices. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "GATHER";
  }
}
