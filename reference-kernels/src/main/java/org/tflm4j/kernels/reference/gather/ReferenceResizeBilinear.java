/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.gather;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Resize;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code kernels/internal/reference/resize_bilinear.h}. */
final class ReferenceResizeBilinear implements Kernel {
  private final Resize op;
  private final int elementBytes;
  private final BilinearNeighbors rows;
  private final BilinearNeighbors columns;
  private final Pixel pixel;

  /** Computes one output pixel from four input pixels. */
  @FunctionalInterface
  private interface Pixel {
    /**
     * Interpolates all channels.
     *
     * @param upperLeft where the pixel of the first row and the first column begins, in bytes; the
     *     other three likewise
     * @param fractionY how far the output lies below the upper pixels, see {@link
     *     BilinearNeighbors}
     * @param fractionX how far the output lies to the right of the left pixels
     */
    void interpolate(
        byte[] input,
        int upperLeft,
        int lowerLeft,
        int upperRight,
        int lowerRight,
        float fractionY,
        float fractionX,
        byte[] output,
        int outputAt,
        int depth);
  }

  private ReferenceResizeBilinear(
      Resize op, int elementBytes, BilinearNeighbors rows, BilinearNeighbors columns, Pixel pixel) {
    this.op = op;
    this.elementBytes = elementBytes;
    this.rows = rows;
    this.columns = columns;
    this.pixel = pixel;
  }

  static Kernel real(Resize op) {
    return new ReferenceResizeBilinear(
        op,
        Float.BYTES,
        BilinearNeighbors.real(op.inputHeight(), op.outputHeight(), op),
        BilinearNeighbors.real(op.inputWidth(), op.outputWidth(), op),
        ReferenceResizeBilinear::float32);
  }

  static Kernel quantized(Resize op) {
    return new ReferenceResizeBilinear(
        op,
        Byte.BYTES,
        BilinearNeighbors.fixedPoint(op.inputHeight(), op.outputHeight(), op),
        BilinearNeighbors.fixedPoint(op.inputWidth(), op.outputWidth(), op),
        ReferenceResizeBilinear::int8);
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.NONE.holding(12L * (op.outputHeight() + op.outputWidth()));
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(Resize.INPUT);
    Tensor output = context.output(Resize.OUTPUT);
    int pixelBytes = op.depth() * elementBytes;
    int rowBytes = op.inputWidth() * pixelBytes;
    int outputAt = output.offset();
    for (int batch = 0; batch < op.batches(); batch++) {
      int imageAt = input.offset() + batch * op.inputHeight() * rowBytes;
      for (int y = 0; y < op.outputHeight(); y++) {
        int upper = imageAt + rows.first(y) * rowBytes;
        int lower = imageAt + rows.second(y) * rowBytes;
        for (int x = 0; x < op.outputWidth(); x++) {
          int left = columns.first(x) * pixelBytes;
          int right = columns.second(x) * pixelBytes;
          pixel.interpolate(
              input.data(),
              upper + left,
              lower + left,
              upper + right,
              lower + right,
              rows.fraction(y),
              columns.fraction(x),
              output.data(),
              outputAt,
              op.depth());
          outputAt += pixelBytes;
        }
      }
    }
  }

  private static void float32(
      byte[] input,
      int upperLeft,
      int lowerLeft,
      int upperRight,
      int lowerRight,
      float y,
      float x,
      byte[] output,
      int outputAt,
      int depth) {
    for (int channel = 0; channel < depth; channel++) {
      int at = 4 * channel;
      // Adding 0 turns -0 into 0, as TFLM's rounding offset does.
      float value =
          LittleEndian.getFloat(input, upperLeft + at) * (1 - y) * (1 - x)
              + LittleEndian.getFloat(input, lowerLeft + at) * y * (1 - x)
              + LittleEndian.getFloat(input, upperRight + at) * (1 - y) * x
              + LittleEndian.getFloat(input, lowerRight + at) * y * x
              + 0f;
      LittleEndian.putFloat(output, outputAt + at, value);
    }
  }

  /** A weighted sum is at most 2^7 * 2^20, far from overflow in a long. */
  private static void int8(
      byte[] input,
      int upperLeft,
      int lowerLeft,
      int upperRight,
      int lowerRight,
      float fractionY,
      float fractionX,
      byte[] output,
      int outputAt,
      int depth) {
    long y = (long) fractionY;
    long x = (long) fractionX;
    for (int channel = 0; channel < depth; channel++) {
      long sum =
          input[upperLeft + channel] * (BilinearNeighbors.ONE - y) * (BilinearNeighbors.ONE - x)
              + input[lowerLeft + channel] * y * (BilinearNeighbors.ONE - x)
              + input[upperRight + channel] * (BilinearNeighbors.ONE - y) * x
              + input[lowerRight + channel] * y * x;
      long rounding = sum > 0 ? 1 << 19 : -(1 << 19);
      output[outputAt + channel] = (byte) ((sum + rounding) / (1 << 20));
    }
  }
}
