/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.Int4;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;

/** Reads constants of a model. */
public final class Constants {
  private Constants() {}

  /**
   * The bytes of an INT8 constant, in place where they are stored so.
   *
   * @param bytes holds them
   * @param offset where they begin
   */
  public record Int8s(byte[] bytes, int offset) {}

  /** Returns the elements of a constant INT8 or INT4 tensor as bytes. */
  public static Int8s int8s(TensorSpec spec) {
    ConstantBytes constant = ConstantBytes.of(spec);
    if (spec.type() != TensorType.INT4) {
      return new Int8s(constant.bytes(), constant.offset());
    }
    byte[] widened = new byte[spec.elementCount()];
    for (int i = 0; i < widened.length; i++) {
      widened[i] = (byte) Int4.get(constant.bytes(), constant.offset(), i);
    }
    return new Int8s(widened, 0);
  }

  /**
   * Returns the elements of a constant INT32 tensor.
   *
   * @param spec null for zeros
   */
  public static int[] int32s(TensorSpec spec, int count) {
    int[] values = new int[count];
    if (spec != null) {
      ConstantBytes constant = ConstantBytes.of(spec);
      for (int i = 0; i < count; i++) {
        values[i] = LittleEndian.getInt(constant.bytes(), constant.offset() + Integer.BYTES * i);
      }
    }
    return values;
  }
}
