/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;

/** INT4 weights, unpacked when a kernel is made. */
final class Int4Weights {
  private Int4Weights() {}

  /** Returns the constant's elements, two in a byte with the low half first, as one byte each. */
  static ConstantData unpack(TensorSpec filter) {
    ConstantData packed = filter.constant();
    byte[] unpacked = new byte[filter.elementCount()];
    for (int i = 0; i < unpacked.length; i++) {
      int pair = packed.bytes()[packed.offset() + (i >> 1)];
      unpacked[i] = (byte) ((i & 1) == 0 ? (byte) (pair << 4) >> 4 : pair >> 4);
    }
    return new ConstantData(unpacked, 0, unpacked.length);
  }
}
