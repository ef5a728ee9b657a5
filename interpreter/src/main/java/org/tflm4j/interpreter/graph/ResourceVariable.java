/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.graph;

import org.tflm4j.api.tensor.TensorSpec;

/**
 * A resource variable of a model, which READ_VARIABLE and ASSIGN_VARIABLE reach through a handle.
 *
 * @param name its name
 * @param bytes its size; -1 if no ASSIGN_VARIABLE next to a VAR_HANDLE gives it one
 * @param firstByte what every byte of it is before it is assigned, as TFLM fills its buffers: the
 *     zero point of the value that gave it its size
 */
public record ResourceVariable(String name, long bytes, byte firstByte) {
  /** Returns null, or why values of this tensor cannot go into the variable or come out of it. */
  public String refusal(TensorSpec tensor) {
    if (bytes < 0) {
      return "the resource variable \""
          + name
          + "\" has no size, since no ASSIGN_VARIABLE next to a VAR_HANDLE of this name gives it"
          + " one";
    }
    return bytes == tensor.byteSize()
        ? null
        : tensor
            + " has "
            + tensor.byteSize()
            + " bytes, but the resource variable \""
            + name
            + "\" has "
            + bytes;
  }

  /** Returns why a handle with this value is none. */
  public static String noSuchVariable(int id, int variables) {
    return "there is no resource variable " + id + ", the model has " + variables;
  }

  /** Returns this variable with the size and zero point of the first value assigned to it. */
  ResourceVariable sizedBy(TensorSpec value) {
    return new ResourceVariable(name, value.byteSize(), (byte) value.quantization().zeroPoint());
  }
}
