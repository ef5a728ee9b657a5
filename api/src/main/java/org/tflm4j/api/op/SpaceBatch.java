/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;

/**
 * SPACE_TO_BATCH_ND moves blocks of an image, padded, to the batch dimension; BATCH_TO_SPACE_ND
 * moves them back and crops. In both, element {@code (b, y, x, c)} of the batch side and {@code (b
 * % space.n, y * blockHeight + b / space.n / blockWidth - top, x * blockWidth + b / space.n %
 * blockWidth - left, c)} of the space side are the same, where the latter lies inside the image.
 * Mirrors {@code micro/kernels/space_to_batch_nd.cc} and {@code batch_to_space_nd.cc}.
 *
 * <p>Tensors: input, NHWC or NHC; the block shape, [height, width] or [height], INT32, each at
 * least 1; the paddings or crops, [[top, bottom], [left, right]] or [[top, bottom]], INT32, at
 * least 0; output, of the input's type and rank. Block shape and paddings may be constant or not.
 *
 * <p>Types: FLOAT32, INT8.
 *
 * @param direction which of the operators this is
 * @param space the image side, NHWC (width 1 for NHC)
 * @param batch the side with the blocks in the batch dimension, NHWC (width 1 for NHC)
 * @param blockDimensions 2, or 1 for NHC
 */
public record SpaceBatch(Direction direction, Shape space, Shape batch, int blockDimensions)
    implements Op {
  /** Input to rearrange. */
  public static final int INPUT = 0;

  /** Input with the block shape. */
  public static final int BLOCK_SHAPE = 1;

  /** Input with the paddings or crops. */
  public static final int PADDINGS = 2;

  /** Output: the rearranged input. */
  public static final int OUTPUT = 0;

  /** The two directions. */
  public sealed interface Direction {}

  /**
   * SPACE_TO_BATCH_ND. TFLM never sets the value that it pads with. Here it is real zero.
   *
   * @param padByte every byte of the padding: the output's zero point for INT8, 0 for FLOAT32
   */
  public record SpaceToBatch(byte padByte) implements Direction {}

  /** BATCH_TO_SPACE_ND, which crops and never pads. */
  public record BatchToSpace() implements Direction {}

  /**
   * Returns what is wrong with the blocks, null where they fit the shapes. A kernel checks this
   * before it reads.
   *
   * @param blockShape input {@link #BLOCK_SHAPE}
   * @param paddings input {@link #PADDINGS}
   */
  public String problem(Tensor blockShape, Tensor paddings) {
    long blocks = 1;
    for (int i = 0; i < blockDimensions; i++) {
      int block = blockShape.int32At(i);
      int before = paddings.int32At(2 * i);
      int after = paddings.int32At(2 * i + 1);
      if (block < 1) {
        return "block_shape[" + i + "] is " + block + ", must be at least 1";
      }
      if (before < 0 || after < 0) {
        return "the paddings or crops of spatial dimension "
            + i
            + " are "
            + before
            + " and "
            + after
            + ", must be at least 0";
      }
      long padded = (long) space.dimension(1 + i) + before + after;
      // Coordinates in the padded image stay ints.
      if (padded > Integer.MAX_VALUE || (long) batch.dimension(1 + i) * block != padded) {
        return "spatial dimension "
            + i
            + " is "
            + batch.dimension(1 + i)
            + " in the batches, which does not fit "
            + space.dimension(1 + i)
            + " with paddings or crops "
            + before
            + " and "
            + after
            + " in blocks of "
            + block;
      }
      // Two factors under 2^31, so the product fits a long.
      blocks *= block;
    }
    if (blocks > Integer.MAX_VALUE || batch.dimension(0) != space.dimension(0) * blocks) {
      return batch.dimension(0)
          + " batches, must be "
          + space.dimension(0)
          + " times "
          + blocks
          + ", the positions in a block";
    }
    return null;
  }

  @Override
  public String name() {
    return switch (direction) {
      case SpaceToBatch _ -> "SPACE_TO_BATCH_ND";
      case BatchToSpace _ -> "BATCH_TO_SPACE_ND";
    };
  }
}
