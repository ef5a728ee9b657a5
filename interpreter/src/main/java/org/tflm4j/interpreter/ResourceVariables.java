/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.ControlFlowOp.VarHandle;

/**
 * The resource variables of one interpreter, by container and name, in the persistent part of the
 * arena for as long as the interpreter lives. Mirrors {@code micro/micro_resource_variable.cc}.
 */
final class ResourceVariables {
  private final List<Variable> variables = new ArrayList<>();
  private final Map<VarHandle, Integer> idsByName = new HashMap<>();
  private byte[] arena;

  private static final class Variable {
    private final String name;

    /** -1 until an ASSIGN_VARIABLE says how large the variable is. */
    private long bytes = -1;

    private byte defaultValue;
    private int offset;

    private Variable(String name) {
      this.name = name;
    }
  }

  /**
   * Returns the id of a variable, a new one for a new name. A handle without a container fits the
   * first variable of its name, whatever its container.
   */
  int id(VarHandle handle) {
    Integer known = idsByName.get(handle);
    if (known != null) {
      return known;
    }
    int id = variables.size();
    variables.add(new Variable(handle.sharedName()));
    idsByName.put(handle, id);
    idsByName.putIfAbsent(new VarHandle(null, handle.sharedName()), id);
    if (handle.container() == null) {
      idsByName.put(new VarHandle("", handle.sharedName()), id);
    }
    return id;
  }

  /**
   * Gives a variable the size of {@code value}, unless it has one, and its zero point as first
   * value.
   *
   * @return null, or why {@code value} can not be assigned to the variable
   */
  String allocate(int id, TensorSpec value) {
    if (id < 0 || id >= variables.size()) {
      return noSuchVariable(id);
    }
    Variable variable = variables.get(id);
    if (variable.bytes < 0) {
      variable.bytes = value.byteSize();
      // One byte, whatever the type, as TFLM fills its buffers.
      variable.defaultValue = (byte) value.quantization().zeroPoint();
    }
    return variable.bytes == value.byteSize() ? null : wrongSize(variable, value);
  }

  /** Returns null, or why the variable can not be read into {@code output}. */
  String refusal(int id, TensorSpec output) {
    if (id < 0 || id >= variables.size()) {
      return noSuchVariable(id);
    }
    Variable variable = variables.get(id);
    if (variable.bytes < 0) {
      return notAssigned(variable);
    }
    return variable.bytes == output.byteSize() ? null : wrongSize(variable, output);
  }

  /** Returns the size of every variable, 0 for those without memory. */
  long[] sizes() {
    return variables.stream().mapToLong(variable -> Math.max(variable.bytes, 0)).toArray();
  }

  /** Tells the variables where they lie. */
  void bind(byte[] tensorArena, int[] offsets) {
    arena = tensorArena;
    for (int i = 0; i < offsets.length; i++) {
      variables.get(i).offset = offsets[i];
    }
  }

  /** Sets every variable to its zero point. */
  void reset() {
    for (Variable variable : variables) {
      if (variable.bytes > 0) {
        Arrays.fill(
            arena, variable.offset, variable.offset + (int) variable.bytes, variable.defaultValue);
      }
    }
  }

  /** Copies a variable to {@code output}. */
  void read(int id, Tensor output) {
    Variable variable = variable(id, output);
    System.arraycopy(arena, variable.offset, output.data(), output.offset(), output.byteSize());
  }

  /** Copies {@code value} to a variable. */
  void assign(int id, Tensor value) {
    Variable variable = variable(id, value);
    System.arraycopy(value.data(), value.offset(), arena, variable.offset, value.byteSize());
  }

  /** Handles may come from anywhere, so they are checked whenever they are used. */
  private Variable variable(int id, Tensor other) {
    if (id < 0 || id >= variables.size()) {
      throw new KernelException(noSuchVariable(id));
    }
    Variable variable = variables.get(id);
    if (variable.bytes < 0) {
      throw new KernelException(notAssigned(variable));
    }
    if (variable.bytes != other.byteSize()) {
      throw new KernelException(wrongSize(variable, other.spec()));
    }
    return variable;
  }

  private String noSuchVariable(int id) {
    return "there is no resource variable " + id + ", the model has " + variables.size();
  }

  private static String notAssigned(Variable variable) {
    return "the resource variable \""
        + variable.name
        + "\" has no size, since no ASSIGN_VARIABLE next to a VAR_HANDLE of this name gives it one";
  }

  private static String wrongSize(Variable variable, TensorSpec tensor) {
    return tensor
        + " has "
        + tensor.byteSize()
        + " bytes, but the resource variable \""
        + variable.name
        + "\" has "
        + variable.bytes;
  }
}
