/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.model;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** A subgraph under construction. */
public final class GraphBuilder {
  private final ModelBuilder model;
  private final int index;
  private final List<TensorBuilder> tensors = new ArrayList<>();
  private final List<Operator> operators = new ArrayList<>();
  private int[] inputs = new int[0];
  private int[] outputs = new int[0];

  private record Operator(
      int code,
      int[] inputs,
      int[] outputs,
      int[] intermediates,
      OptionsBuilder options,
      byte[] customOptions) {}

  GraphBuilder(ModelBuilder model, int index) {
    this.model = model;
    this.index = index;
  }

  /** Returns the index of this subgraph in the model. */
  public int index() {
    return index;
  }

  /** Adds a tensor. */
  public TensorBuilder tensor(String name, TensorType type, int... shape) {
    TensorBuilder tensor = new TensorBuilder(model, tensors.size(), name, type, shape);
    tensors.add(tensor);
    return tensor;
  }

  /** Sets the tensor indices of the graph's inputs. */
  public GraphBuilder inputs(int... indices) {
    this.inputs = indices.clone();
    return this;
  }

  /** Sets the tensor indices of the graph's outputs. */
  public GraphBuilder outputs(int... indices) {
    this.outputs = indices.clone();
    return this;
  }

  /** Adds a builtin operator without options. */
  public GraphBuilder operator(
      BuiltinOperator operator, int[] operatorInputs, int... operatorOutputs) {
    return operator(operator, OptionsBuilder.NONE, operatorInputs, operatorOutputs);
  }

  /** Adds a builtin operator behind those that are there; -1 stands for an absent input. */
  public GraphBuilder operator(
      BuiltinOperator operator,
      OptionsBuilder options,
      int[] operatorInputs,
      int... operatorOutputs) {
    return operator(operator, options, operatorInputs, operatorOutputs, new int[0]);
  }

  /** Adds a builtin operator with intermediate tensors. */
  public GraphBuilder operator(
      BuiltinOperator operator,
      OptionsBuilder options,
      int[] operatorInputs,
      int[] operatorOutputs,
      int[] intermediates) {
    operators.add(
        new Operator(
            model.operatorCode(operator, ""),
            operatorInputs.clone(),
            operatorOutputs.clone(),
            intermediates.clone(),
            options,
            new byte[0]));
    return this;
  }

  /** Adds a custom operator. */
  public GraphBuilder custom(
      String name, byte[] options, int[] operatorInputs, int... operatorOutputs) {
    operators.add(
        new Operator(
            model.operatorCode(BuiltinOperator.CUSTOM, name),
            operatorInputs.clone(),
            operatorOutputs.clone(),
            new int[0],
            OptionsBuilder.NONE,
            options.clone()));
    return this;
  }

  // SubGraph: 0 tensors, 1 inputs, 2 outputs, 3 operators
  int write(FlatBufferBuilder out) {
    int tensorsAt =
        ModelBuilder.offsets(out, tensors.stream().mapToInt(tensor -> tensor.write(out)).toArray());
    int operatorsAt =
        ModelBuilder.offsets(
            out, operators.stream().mapToInt(operator -> write(out, operator)).toArray());
    int inputsAt = ModelBuilder.int32s(out, inputs);
    int outputsAt = ModelBuilder.int32s(out, outputs);
    out.startTable(4);
    out.addOffset(0, tensorsAt, 0);
    out.addOffset(1, inputsAt, 0);
    out.addOffset(2, outputsAt, 0);
    out.addOffset(3, operatorsAt, 0);
    return out.endTable();
  }

  // Operator: 0 opcode_index, 1 inputs, 2 outputs, 3 builtin_options_type, 4 builtin_options, 5
  // custom_options,
  // 8 intermediates
  private static int write(FlatBufferBuilder out, Operator operator) {
    int inputsAt = ModelBuilder.int32s(out, operator.inputs());
    int outputsAt = ModelBuilder.int32s(out, operator.outputs());
    int intermediatesAt = ModelBuilder.int32s(out, operator.intermediates());
    int optionsAt = operator.options().write(out);
    int customAt =
        operator.customOptions().length == 0 ? 0 : out.createByteVector(operator.customOptions());
    out.startTable(9);
    out.addInt(0, operator.code(), 0);
    out.addOffset(1, inputsAt, 0);
    out.addOffset(2, outputsAt, 0);
    out.addByte(3, (byte) operator.options().typeCode(), 0);
    out.addOffset(4, optionsAt, 0);
    out.addOffset(5, customAt, 0);
    out.addOffset(8, intermediatesAt, 0);
    return out.endTable();
  }
}
