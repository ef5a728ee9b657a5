/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.Arrays;
import java.util.List;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.interpreter.graph.ResourceVariable;

/**
 * The memory of one interpreter's resource variables, in the persistent part of the arena for as
 * long as the interpreter lives. Mirrors {@code micro/micro_resource_variable.cc}.
 */
final class VariableMemory {
  private final List<ResourceVariable> variables;
  private byte[] arena;
  private int[] offsets;

  VariableMemory(List<ResourceVariable> variables) {
    this.variables = variables;
  }

  /** Tells the variables where they lie. */
  void bind(byte[] tensorArena, int[] variableOffsets) {
    arena = tensorArena;
    offsets = variableOffsets;
  }

  /** Sets every variable to its zero point. */
  void reset() {
    for (int i = 0; i < offsets.length; i++) {
      ResourceVariable variable = variables.get(i);
      if (variable.bytes() > 0) {
        int end = offsets[i] + (int) variable.bytes();
        Arrays.fill(arena, offsets[i], end, variable.firstByte());
      }
    }
  }

  /** Copies a variable to {@code output}. */
  void read(int id, Tensor output) {
    int offset = offset(id, output);
    System.arraycopy(arena, offset, output.data(), output.offset(), output.byteSize());
  }

  /** Copies {@code value} to a variable. */
  void assign(int id, Tensor value) {
    int offset = offset(id, value);
    System.arraycopy(value.data(), value.offset(), arena, offset, value.byteSize());
  }

  /** Handles may come from anywhere, so they are checked whenever they are used. */
  private int offset(int id, Tensor other) {
    if (id < 0 || id >= offsets.length) {
      throw new KernelException(ResourceVariable.noSuchVariable(id, offsets.length));
    }
    String refusal = variables.get(id).refusal(other.spec());
    if (refusal != null) {
      throw new KernelException(refusal);
    }
    return offsets[id];
  }
}
