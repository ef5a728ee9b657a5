/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Int4;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;
import org.tflm4j.api.tensor.TensorType;

/**
 * Reads the constant filter and bias of CONV_2D, DEPTHWISE_CONV_2D and FULLY_CONNECTED, whose
 * operands have the same places.
 */
public final class FilterAndBias {
  private static final int INPUT = Conv2D.INPUT;
  private static final int FILTER = Conv2D.FILTER;
  private static final int BIAS = Conv2D.BIAS;
  private static final int OUTPUT = Conv2D.OUTPUT;

  private FilterAndBias() {}

  /** Products of 255, a limb of an INT16 element, and a weight of 128 whose sum fits an int. */
  private static final int INT16_DEPTH = Integer.MAX_VALUE / (255 * 128);

  /** The elements of a filter as they lie in memory. */
  @FunctionalInterface
  public interface Elements {
    /** Returns an element; of an INT8 or INT4 filter it is an integer. */
    float element(int index);
  }

  /** Returns why the vector kernels do not take an operator's operands, null if they do. */
  public static String refusal(KernelRequest request) {
    if (!request.input(FILTER).isConstant()
        || (request.hasInput(BIAS) && !request.input(BIAS).isConstant())) {
      return "the vector kernel takes a constant filter and bias";
    }
    int depth =
        request.input(FILTER).elementCount() / request.output(OUTPUT).shape().lastDimension();
    if (request.inputType(INPUT) == TensorType.INT16 && depth > INT16_DEPTH) {
      return "a filter of " + depth + " weights for each channel is too deep for sums of INT16";
    }
    if (request.inputType(FILTER) == TensorType.FLOAT32 && !isFinite(request.input(FILTER))) {
      // Times the zeros outside the image they would give NaN.
      return "the filter has weights that are not finite";
    }
    return null;
  }

  private static boolean isFinite(TensorSpec filter) {
    ConstantData data = filter.constant();
    for (int i = 0; i < filter.elementCount(); i++) {
      if (!Float.isFinite(LittleEndian.getFloat(data.bytes(), data.offset() + Float.BYTES * i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the filter's elements. */
  public static Elements elements(KernelRequest request) {
    if (request.inputType(FILTER) == TensorType.FLOAT32) {
      ConstantData data = request.input(FILTER).constant();
      return index -> LittleEndian.getFloat(data.bytes(), data.offset() + Float.BYTES * index);
    }
    ConstantData data = filter(request);
    return index -> data.bytes()[data.offset() + index];
  }

  /** Returns the filter's elements, one byte each; INT4 ones are unpacked. */
  public static ConstantData filter(KernelRequest request) {
    TensorSpec filter = request.input(FILTER);
    ConstantData data = filter.constant();
    if (filter.type() != TensorType.INT4) {
      return data;
    }
    byte[] unpacked = new byte[filter.elementCount()];
    Int4.unpack(data.bytes(), data.offset(), unpacked, 0, unpacked.length);
    return new ConstantData(unpacked, 0, unpacked.length);
  }

  /** Returns the bias of an output channel, 0 where there is none. */
  public static int bias(KernelRequest request, int channel) {
    if (!request.hasInput(BIAS)) {
      return 0;
    }
    ConstantData bias = request.input(BIAS).constant();
    return LittleEndian.getInt(bias.bytes(), bias.offset() + Integer.BYTES * channel);
  }

  /** Returns the INT16, INT32 or INT64 bias of an output channel, 0 where there is none. */
  public static long longBias(KernelRequest request, int channel) {
    if (!request.hasInput(BIAS)) {
      return 0;
    }
    ConstantData bias = request.input(BIAS).constant();
    return switch (request.inputType(BIAS)) {
      case INT64 -> LittleEndian.getLong(bias.bytes(), bias.offset() + Long.BYTES * channel);
      case INT16 -> LittleEndian.getShort(bias.bytes(), bias.offset() + Short.BYTES * channel);
      default -> LittleEndian.getInt(bias.bytes(), bias.offset() + Integer.BYTES * channel);
    };
  }

  /** Returns the FLOAT32 bias of an output channel, 0 where there is none. */
  public static float floatBias(KernelRequest request, int channel) {
    if (!request.hasInput(BIAS)) {
      return 0;
    }
    ConstantData bias = request.input(BIAS).constant();
    return LittleEndian.getFloat(bias.bytes(), bias.offset() + Float.BYTES * channel);
  }
}
