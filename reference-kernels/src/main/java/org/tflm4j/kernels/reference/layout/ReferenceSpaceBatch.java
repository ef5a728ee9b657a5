/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import java.util.Arrays;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.SpaceBatch;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;

/**
 * Mirrors {@code kernels/internal/reference/space_to_batch_nd.h} and {@code batch_to_space_nd.h}:
 * one batch of the side with the blocks is a grid of pixels of the image.
 */
final class ReferenceSpaceBatch implements Kernel {
  private final SpaceBatch op;
  private final boolean toBatch;
  private final int pixelBytes;

  private ReferenceSpaceBatch(SpaceBatch op, int elementBytes) {
    this.op = op;
    this.toBatch = op.direction() instanceof SpaceBatch.SpaceToBatch;
    this.pixelBytes = op.space().dimension(3) * elementBytes;
  }

  static Kernel create(SpaceBatch op, KernelRequest request) {
    return new ReferenceSpaceBatch(op, request.inputType(SpaceBatch.INPUT).bytes());
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(SpaceBatch.INPUT);
    Tensor blockShape = context.input(SpaceBatch.BLOCK_SHAPE);
    Tensor paddings = context.input(SpaceBatch.PADDINGS);
    Tensor output = context.output(SpaceBatch.OUTPUT);
    OperandProblem.refuse(op.problem(blockShape, paddings));
    if (op.direction() instanceof SpaceBatch.SpaceToBatch(byte padByte)
        && input.elementCount() < output.elementCount()) {
      int start = output.offset();
      Arrays.fill(output.data(), start, start + output.byteSize(), padByte);
    }
    if (input.elementCount() == 0) {
      return;
    }
    boolean flat = op.blockDimensions() == 1;
    int blockHeight = blockShape.int32At(0);
    int blockWidth = flat ? 1 : blockShape.int32At(1);
    int top = paddings.int32At(0);
    int left = flat ? 0 : paddings.int32At(2);
    for (int b = 0; b < op.batch().dimension(0); b++) {
      int positionInBlock = b / op.space().dimension(0);
      copyBatch(
          b,
          positionInBlock / blockWidth - top,
          positionInBlock % blockWidth - left,
          blockHeight,
          blockWidth,
          input,
          output);
    }
  }

  /**
   * Copies one batch of the side with the blocks.
   *
   * @param originY row of the image that its row 0 lies on; may be outside of the image
   * @param originX column of the image that its column 0 lies on; may be outside of the image
   */
  private void copyBatch(
      int b,
      int originY,
      int originX,
      int blockHeight,
      int blockWidth,
      Tensor input,
      Tensor output) {
    int width = op.space().dimension(2);
    int height = op.space().dimension(1);
    int batchWidth = op.batch().dimension(2);
    int batchHeight = op.batch().dimension(1);
    // Rows and columns of the batch that lie inside the image.
    int firstY = Math.ceilDiv(Math.max(-originY, 0), blockHeight);
    int firstX = Math.ceilDiv(Math.max(-originX, 0), blockWidth);
    int endY = Math.min(Math.ceilDiv(height - originY, blockHeight), batchHeight);
    int endX = Math.min(Math.ceilDiv(width - originX, blockWidth), batchWidth);
    if (firstY >= endY || firstX >= endX) {
      return;
    }
    int spaceBatch = b % op.space().dimension(0);
    int spaceY = spaceBatch * height + originY + firstY * blockHeight;
    int spaceAt = (spaceY * width + originX + firstX * blockWidth) * pixelBytes;
    int spaceRow = blockHeight * width * pixelBytes;
    int spaceColumn = blockWidth * pixelBytes;
    int batchAt = ((b * batchHeight + firstY) * batchWidth + firstX) * pixelBytes;
    int batchRow = batchWidth * pixelBytes;
    BlockCopy.grid(
        endY - firstY,
        endX - firstX,
        pixelBytes,
        input.data(),
        input.offset() + (toBatch ? spaceAt : batchAt),
        toBatch ? spaceRow : batchRow,
        toBatch ? spaceColumn : pixelBytes,
        output.data(),
        output.offset() + (toBatch ? batchAt : spaceAt),
        toBatch ? batchRow : spaceRow,
        toBatch ? pixelBytes : spaceColumn);
  }
}
