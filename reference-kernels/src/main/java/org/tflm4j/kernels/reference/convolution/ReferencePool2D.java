/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.convolution;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.Pool2D;
import org.tflm4j.api.op.Pool2D.Kind;
import org.tflm4j.api.op.Pool2D.Quantized;
import org.tflm4j.api.op.Pool2D.Real;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.reference.support.Requantizer;

/** Mirrors {@code kernels/internal/reference/pooling.h} and {@code integer_ops/pooling.h}. */
final class ReferencePool2D implements Kernel {
  /** Taps beyond this many count no more in TFLM: it counts in a float. */
  private static final int FLOAT_COUNT_LIMIT = 1 << 24;

  private final Pool2D op;
  private final WindowSweep sweep;
  private final WindowSweep.Visitor visitor;
  private final int depth;
  private final int elementBytes;

  /** Takes one more integer element into the result of a window. */
  @FunctionalInterface
  private interface IntegerFold {
    int fold(int result, byte[] data, int at);
  }

  /** Takes one more FLOAT32 element into the result of a window. */
  @FunctionalInterface
  private interface FloatFold {
    float fold(float result, float element);
  }

  ReferencePool2D(Pool2D op, KernelRequest request) {
    this.op = op;
    TensorType type = request.inputType(Pool2D.INPUT);
    sweep =
        new WindowSweep(
            op.window(),
            request.input(Pool2D.INPUT).shape(),
            request.output(Pool2D.OUTPUT).shape());
    visitor =
        switch (op.numerics()) {
          case Real real -> new FloatPixel(real.activation());
          case Quantized quantized -> new IntegerPixel(quantized.activation(), type);
        };
    depth = request.input(Pool2D.INPUT).shape().lastDimension();
    elementBytes = type.bytes();
  }

  /** A sum of shorts wraps behind 2^16 taps, as TFLM's does. */
  private static IntegerFold integerFold(Kind kind, TensorType type) {
    if (kind == Kind.MAX) {
      return type == TensorType.INT16
          ? (result, data, at) -> Math.max(result, LittleEndian.getShort(data, at))
          : (result, data, at) -> Math.max(result, data[at]);
    }
    return type == TensorType.INT16
        ? (result, data, at) -> result + LittleEndian.getShort(data, at)
        : (result, data, at) -> result + data[at];
  }

  private static FloatFold floatFold(Kind kind) {
    return switch (kind) {
      case AVERAGE -> (result, element) -> result + element;
      // A NaN is passed over, which Math.max would not do.
      case MAX -> (result, element) -> result < element ? element : result;
      case L2 -> (result, element) -> result + element * element;
    };
  }

  @Override
  public List<InputOverlap> overlaps() {
    return sweep.overlaps(depth * elementBytes, depth * elementBytes);
  }

  @Override
  public void eval(KernelContext context) {
    sweep.run(context, visitor);
  }

  /** Computes the channels of a pixel from INT8 or INT16. */
  private final class IntegerPixel implements WindowSweep.Visitor {
    private final IntegerFold fold;
    private final IntegerRange activation;

    IntegerPixel(IntegerRange activation, TensorType type) {
      this.fold = integerFold(op.kind(), type);
      this.activation = activation;
    }

    @Override
    public void visit(
        KernelContext context,
        int position,
        int origin,
        int firstY,
        int endY,
        int firstX,
        int endX) {
      Tensor input = context.input(Pool2D.INPUT);
      boolean max = op.kind() == Kind.MAX;
      int count = (endY - firstY) * (endX - firstX);
      for (int channel = 0; channel < depth; channel++) {
        int result = max ? Short.MIN_VALUE : 0;
        for (int y = firstY; y < endY; y++) {
          int pixel = origin + y * sweep.rowStep() + firstX;
          int at = input.offset() + (pixel * depth + channel) * elementBytes;
          for (int x = firstX; x < endX; x++) {
            result = fold.fold(result, input.data(), at);
            at += depth * elementBytes;
          }
        }
        Requantizer.store(
            context.output(Pool2D.OUTPUT),
            position * depth + channel,
            activation.clamp(max ? result : average(result, count)));
      }
    }

    /** Rounds half away from zero. */
    private static int average(int sum, int count) {
      return (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
    }
  }

  /** Computes the channels of a pixel from FLOAT32. */
  private final class FloatPixel implements WindowSweep.Visitor {
    private final FloatFold fold;
    private final RealRange activation;

    FloatPixel(RealRange activation) {
      this.fold = floatFold(op.kind());
      this.activation = activation;
    }

    @Override
    public void visit(
        KernelContext context,
        int position,
        int origin,
        int firstY,
        int endY,
        int firstX,
        int endX) {
      Tensor input = context.input(Pool2D.INPUT);
      int count = (endY - firstY) * (endX - firstX);
      for (int channel = 0; channel < depth; channel++) {
        float result = op.kind() == Kind.MAX ? -Float.MAX_VALUE : 0;
        for (int y = firstY; y < endY; y++) {
          int pixel = origin + y * sweep.rowStep() + firstX;
          int at = input.offset() + 4 * (pixel * depth + channel);
          for (int x = firstX; x < endX; x++) {
            result = fold.fold(result, LittleEndian.getFloat(input.data(), at));
            at += 4 * depth;
          }
        }
        context
            .output(Pool2D.OUTPUT)
            .setFloat32At(position * depth + channel, activation.clamp(finish(result, count)));
      }
    }

    private float finish(float result, int count) {
      return switch (op.kind()) {
        case AVERAGE -> result / Math.min(count, FLOAT_COUNT_LIMIT);
        case MAX -> result;
        case L2 -> (float) Math.sqrt(result / count);
      };
    }
  }
}
