/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.model.ModelException;

/** What the golden corpus cannot hold: cases that TFLM leaves undefined or ends the process on. */
class RecurrentTest {
  private static final int TANH = 4;

  private final ModelBuilder model = new ModelBuilder();
  private final GraphBuilder graph = model.graph();

  private Interpreter interpreter(
      BuiltinOperator operator, OptionsBuilder options, int[] inputs, int output) {
    graph.operator(operator, options, inputs, output).inputs(inputs[0]).outputs(output);
    return Interpreter.create(Model.of(model.build()), OpResolver.all(), new byte[4096]);
  }

  /** Returns an SVDF with one unit on an input of two features, its weights 1 and 2. */
  private Interpreter svdf(boolean bias, int activation) {
    int[] inputs = {
      graph.tensor("input", FLOAT32, 1, 2).index(),
      graph.tensor("feature weights", FLOAT32, 1, 2).data(1f, 2f).index(),
      graph.tensor("time weights", FLOAT32, 1, 2).data(1f, -1f).index(),
      bias ? graph.tensor("bias", FLOAT32, 1).data(0.5f).index() : -1,
      graph.tensor("state", FLOAT32, 1, 2).variable().index()
    };
    int output = graph.tensor("output", FLOAT32, 1, 1).index();
    return interpreter(
        BuiltinOperator.SVDF,
        OptionsBuilder.of(OptionsType.SVDF).int32(0, 1).int8(1, activation),
        inputs,
        output);
  }

  @Test
  void svdfRemembersTheStepBeforeAndForgetsByReset() {
    Interpreter svdf = svdf(true, 0);
    svdf.input(0).writeReal(3, 4);
    svdf.invoke();
    assertThat(svdf.output(0).float32At(0)).isEqualTo(-10.5f);
    svdf.input(0).writeReal(1, 1);
    svdf.invoke();
    assertThat(svdf.output(0).float32At(0)).isEqualTo(8.5f);
    svdf.reset();
    svdf.input(0).writeReal(1, 1);
    svdf.invoke();
    assertThat(svdf.output(0).float32At(0)).isEqualTo(-2.5f);
  }

  @Test
  void svdfKnowsTanh() {
    Interpreter svdf = svdf(true, TANH);
    svdf.input(0).writeReal(0.25f, 0);
    svdf.invoke();
    assertThat(svdf.output(0).float32At(0)).isEqualTo((float) Math.tanh(0.25));
  }

  @Test
  void refusesSvdfWithoutBias() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> svdf(false, 0))
        .withMessageContaining("SVDF: input 3 is missing");
  }

  @Test
  void refusesSvdfThatReadsAnInt16StateWithInt8Weights() {
    int[] inputs = {
      graph.tensor("input", INT8, 1, 2).quantization(1, 0).index(),
      graph.tensor("feature weights", INT8, 1, 2).quantization(1, 0).data(new byte[2]).index(),
      graph.tensor("time weights", INT8, 1, 2).quantization(1, 0).data(new byte[2]).index(),
      graph.tensor("bias", INT32, 1).quantization(1, 0).data(0).index(),
      graph.tensor("state", INT16, 1, 2).quantization(1, 0).variable().index()
    };
    int output = graph.tensor("output", INT8, 1, 1).quantization(1, 0).index();
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() ->
            interpreter(
                BuiltinOperator.SVDF,
                OptionsBuilder.of(OptionsType.SVDF).int32(0, 1),
                inputs,
                output))
        .withMessageContaining("have different types");
  }

  /** Returns an LSTM with one unit on an input of one feature; all weights are zero. */
  private Interpreter lstm(TensorType cellType, float cellScale, int weightScales, int activation) {
    int[] inputs = new int[24];
    Arrays.fill(inputs, -1);
    inputs[0] = graph.tensor("input", INT8, 1, 1, 1).quantization(1, 0).index();
    for (int i = 1; i < 9; i++) {
      float[] scales = new float[weightScales];
      Arrays.fill(scales, 1);
      inputs[i] =
          graph
              .tensor("weights " + i, INT8, 1, 1)
              .quantization(Quantization.of(scales, new int[weightScales], 0))
              .data((byte) 0)
              .index();
    }
    for (int i = 12; i < 16; i++) {
      inputs[i] = graph.tensor("bias " + i, INT32, 1).data(0).index();
    }
    inputs[18] = graph.tensor("hidden", INT8, 1, 1).quantization(0x1p-7f, 0).variable().index();
    inputs[19] = graph.tensor("cell", cellType, 1, 1).quantization(cellScale, 0).variable().index();
    int output = graph.tensor("output", INT8, 1, 1, 1).quantization(0x1p-7f, 0).index();
    return interpreter(
        BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_LSTM,
        OptionsBuilder.of(OptionsType.UNIDIRECTIONAL_SEQUENCE_LSTM).int8(0, activation),
        inputs,
        output);
  }

  @Test
  void lstmWithoutWeightsStaysAtZero() {
    Interpreter lstm = lstm(INT16, 0x1p-11f, 1, TANH);
    lstm.input(0).setInt8At(0, (byte) 100);
    lstm.invoke();
    assertThat(lstm.output(0).int8At(0)).isZero();
  }

  @Test
  void refusesLstmThatTflmDoesNotHave() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> lstm(INT8, 0x1p-11f, 1, TANH))
        .withMessageContaining("supported: INT16");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> new RecurrentTest().lstm(INT16, 0x1p-11f, 1, 0))
        .withMessageContaining("fused activation function 0");
  }

  @Test
  void refusesLstmThatTflmScalesWithUninitialisedMemory() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> lstm(INT16, 0x1p-11f, 2, TANH))
        .withMessageContaining("has 2 scales, needs 1");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> new RecurrentTest().lstm(INT16, 100, 1, TANH))
        .withMessageContaining("needs a scale from 2^-43 to 4");
  }
}
