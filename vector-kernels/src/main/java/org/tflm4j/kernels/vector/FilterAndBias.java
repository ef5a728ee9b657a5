/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Int4;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;
import org.tflm4j.api.tensor.TensorType;

/** The constant operands of convolutions and dense layers: input 1 the filter, input 2 the bias. */
final class FilterAndBias {
  private FilterAndBias() {}

  /** Returns why the vector kernels do not take an operator's operands, null if they do. */
  static String refusal(KernelRequest request) {
    if (request.inputType(0) != TensorType.INT8) {
      return "the vector kernel takes INT8 input, not " + request.inputType(0);
    }
    if (!request.input(1).isConstant() || (request.hasInput(2) && !request.input(2).isConstant())) {
      return "the vector kernel takes a constant filter and bias";
    }
    return null;
  }

  /** Returns the filter's elements, one byte each; INT4 ones are unpacked. */
  static ConstantData filter(KernelRequest request) {
    TensorSpec filter = request.input(1);
    ConstantData data = filter.constant();
    if (filter.type() != TensorType.INT4) {
      return data;
    }
    byte[] unpacked = new byte[filter.elementCount()];
    Int4.unpack(data.bytes(), data.offset(), unpacked, 0, unpacked.length);
    return new ConstantData(unpacked, 0, unpacked.length);
  }

  /** Returns the bias of an output channel, 0 where there is none. */
  static int bias(KernelRequest request, int channel) {
    if (!request.hasInput(2)) {
      return 0;
    }
    ConstantData bias = request.input(2).constant();
    return LittleEndian.getInt(bias.bytes(), bias.offset() + Integer.BYTES * channel);
  }
}
