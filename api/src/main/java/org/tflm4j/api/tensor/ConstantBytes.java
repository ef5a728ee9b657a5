/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.tensor;

import org.tflm4j.api.tensor.TensorSpec.ConstantData;

/**
 * Where a constant lies in the bytes of the model, for kernels and what prepares them: they read a
 * weight as fast as any element of an array, which no read-only view of the JDK allows. The array
 * is the model's own, shared by everybody who runs it, and must not be written.
 *
 * @param bytes the whole model
 * @param offset where the constant begins
 * @param length how many bytes it has
 */
public record ConstantBytes(byte[] bytes, int offset, int length) {
  /**
   * Returns the bytes of a constant tensor.
   *
   * @throws NullPointerException if the tensor is no constant
   */
  public static ConstantBytes of(TensorSpec tensor) {
    return of(tensor.constant());
  }

  /** Returns the bytes of a constant, or of a named blob of the model. */
  public static ConstantBytes of(ConstantData data) {
    return new ConstantBytes(data.bytes, data.offset(), data.length());
  }
}
