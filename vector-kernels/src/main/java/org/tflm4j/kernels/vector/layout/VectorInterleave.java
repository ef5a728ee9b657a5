/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.layout;

import static org.tflm4j.kernels.vector.support.ElementLanes.INTS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.StridedCopy;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;

/**
 * TRANSPOSE of INT8 from planes to channels, which models from other frameworks begin with: two to
 * four planes of pixels become pixels of as many channels. The channels of a pixel are put together
 * in an int lane and stored in one piece.
 */
public final class VectorInterleave implements Kernel {
  private static final int BLOCK = 512;

  private final int planes;
  private final int pixels;

  private VectorInterleave(int planes, int pixels) {
    this.planes = planes;
    this.pixels = pixels;
  }

  public static KernelAnswer answer(StridedCopy op, KernelRequest request) {
    if (request.inputType(StridedCopy.INPUT) != TensorType.INT8 || !joinsPlanes(op)) {
      return KernelAnswer.declined(
          "the vector kernel takes INT8 planes that become channels, not this copy");
    }
    int planes = op.shape().lastDimension();
    return KernelAnswer.of(new VectorInterleave(planes, op.shape().elementCount() / planes));
  }

  /** Whether the walk takes an element of each plane in turn, through a whole image. */
  private static boolean joinsPlanes(StridedCopy op) {
    Shape shape = op.shape();
    List<Integer> strides = op.inputStrides();
    int innermost = shape.rank() - 1;
    if (op.inputStart() != 0 || innermost < 1 || shape.elementCount() == 0) {
      return false;
    }
    int planes = shape.dimension(innermost);
    int pixels = 1;
    for (int axis = innermost - 1; axis >= 0; axis--) {
      if (shape.dimension(axis) > 1 && strides.get(axis) != pixels) {
        return false;
      }
      pixels *= shape.dimension(axis);
    }
    return planes >= 2 && planes <= 4 && strides.get(innermost) == pixels;
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.workspace(planes * BLOCK);
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(StridedCopy.INPUT);
    Tensor output = context.output(StridedCopy.OUTPUT);
    float[] lanes = context.workspace();
    for (int done = 0; done < pixels; done += BLOCK) {
      int count = Math.min(BLOCK, pixels - done);
      for (int plane = 0; plane < planes; plane++) {
        int from = input.offset() + plane * pixels + done;
        ElementLanes.widen(TensorType.INT8, input.data(), from, count, lanes, plane * BLOCK);
      }
      for (int plane = 1; plane < planes; plane++) {
        join(lanes, plane * BLOCK, Byte.SIZE * plane, count);
      }
      store(lanes, count, output.data(), output.offset() + done * planes);
    }
  }

  /** Puts a plane above those that the first lanes already hold. */
  private static void join(float[] lanes, int at, int shift, int count) {
    for (int i = 0; i < count; i += INTS.length()) {
      IntVector above =
          FloatVector.fromArray(FLOATS, lanes, at + i)
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, shift);
      FloatVector.fromArray(FLOATS, lanes, i)
          .reinterpretAsInts()
          .and((1 << shift) - 1)
          .or(above)
          .reinterpretAsFloats()
          .intoArray(lanes, i);
    }
  }

  /**
   * Stores four bytes at a time: the next pixel overwrites what lies behind one; the last is exact.
   */
  private void store(float[] lanes, int count, byte[] output, int to) {
    int last = count - 1;
    for (int i = 0; i < last; i++) {
      LittleEndian.putInt(output, to + i * planes, Float.floatToRawIntBits(lanes[i]));
    }
    int pixel = Float.floatToRawIntBits(lanes[last]);
    for (int plane = 0; plane < planes; plane++) {
      output[to + last * planes + plane] = (byte) (pixel >> (Byte.SIZE * plane));
    }
  }
}
