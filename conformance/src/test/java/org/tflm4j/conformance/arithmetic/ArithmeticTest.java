/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.schema.BuiltinOperator;
import org.tflm4j.interpreter.schema.ModelException;

/** What the golden corpus cannot hold: cases that TFLM leaves undefined or ends the process on. */
class ArithmeticTest {
  private static final Quantization UNIT = Quantization.of(1f / 128, 0);

  /** Returns the interpreter of one operator on two vectors, each of its own quantization. */
  private static Interpreter binary(
      BuiltinOperator operator,
      TensorType type,
      TensorType outputType,
      int elements,
      Quantization... quantizations) {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int a = graph.tensor("a", type, elements).quantization(quantizations[0]).index();
    int b = graph.tensor("b", type, elements).quantization(quantizations[1]).index();
    int y = graph.tensor("y", outputType, elements).quantization(quantizations[2]).index();
    graph.operator(operator, new int[] {a, b}, y).inputs(a, b).outputs(y);
    return Interpreter.create(Model.of(model.build()), OpResolver.all(), new byte[4096]);
  }

  @Test
  void comparesInt16ByTheirRealValues() {
    Interpreter greater =
        binary(
            BuiltinOperator.GREATER,
            TensorType.INT16,
            TensorType.BOOL,
            6,
            Quantization.of(0x1p-15f, 0),
            Quantization.of(0x1p-14f, 100),
            Quantization.NONE);
    // b stands for twice what lies above its zero point of 100, counted in the scale of a.
    int[] a = {0, 1, 20001, 20000, -32768, 32767};
    int[] b = {100, 100, 10100, 10100, -16284, -32768};
    for (int i = 0; i < a.length; i++) {
      greater.input(0).setInt16At(i, (short) a[i]);
      greater.input(1).setInt16At(i, (short) b[i]);
    }
    greater.invoke();
    assertThat(greater.output(0).toByteArray()).containsExactly(0, 1, 1, 0, 0, 1);
  }

  @Test
  void refusesComparisonsOfTypesThatTflmDoesNotHave() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() ->
            binary(BuiltinOperator.LESS, TensorType.INT16, TensorType.BOOL, 1, UNIT, UNIT, UNIT))
        .withMessageContaining("LESS", "has type INT16");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() ->
            binary(BuiltinOperator.EQUAL, TensorType.INT8, TensorType.INT8, 1, UNIT, UNIT, UNIT))
        .withMessageContaining("supported: BOOL");
  }

  @Test
  void refusesScalesThatTheFixedPointFormCanNotHold() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() ->
            binary(
                BuiltinOperator.ADD,
                TensorType.INT8,
                TensorType.INT8,
                1,
                Quantization.of(1e6f, 0),
                UNIT,
                Quantization.of(1e-3f, 0)))
        .withMessageContaining("needs to be above 0 and below 1");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() ->
            binary(
                BuiltinOperator.GREATER,
                TensorType.INT8,
                TensorType.BOOL,
                1,
                Quantization.of(1f, 0),
                UNIT,
                Quantization.NONE))
        .withMessageContaining("is 1.0");
  }

  @Test
  void refusesZeroPointsOutsideOfTheType() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() ->
            binary(
                BuiltinOperator.SUB,
                TensorType.INT8,
                TensorType.INT8,
                1,
                Quantization.of(1f, 128),
                UNIT,
                UNIT))
        .withMessageContaining("zero point 128");
  }

  @Test
  void refusesInt32WithQuantization() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() ->
            binary(BuiltinOperator.DIV, TensorType.INT32, TensorType.INT32, 1, UNIT, UNIT, UNIT))
        .withMessageContaining("must not be");
  }

  @Test
  void divides0AndDividesBy0() {
    Interpreter divide =
        binary(
            BuiltinOperator.DIV,
            TensorType.INT8,
            TensorType.INT8,
            3,
            Quantization.of(1f / 16, 3),
            Quantization.of(1f, -2),
            Quantization.of(1f, 5));
    divide.input(0).write(new byte[] {3, 35, 3});
    divide.input(1).write(new byte[] {98, -1, -3});
    divide.invoke();
    assertThat(divide.output(0).toByteArray()).containsExactly(5, 7, 5);

    divide.input(1).write(new byte[] {98, -2, -3});
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(divide::invoke)
        .withMessage("operator 0 DIV: division by 0: the divisor is -2, its zero point");
  }

  @Test
  void refusesDivisionOfIntegersAndFlooredFloatsBy0() {
    Interpreter divide =
        binary(
            BuiltinOperator.DIV,
            TensorType.INT32,
            TensorType.INT32,
            2,
            Quantization.NONE,
            Quantization.NONE,
            Quantization.NONE);
    divide.input(0).writeReal(7, 1);
    divide.input(1).writeReal(-2, 0);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(divide::invoke)
        .withMessageContaining("division of 1 by 0");
    Interpreter floorDivide =
        binary(
            BuiltinOperator.FLOOR_DIV,
            TensorType.FLOAT32,
            TensorType.FLOAT32,
            1,
            Quantization.NONE,
            Quantization.NONE,
            Quantization.NONE);
    floorDivide.input(0).writeReal(1);
    floorDivide.input(1).writeReal(-0f);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(floorDivide::invoke)
        .withMessageContaining("division of 1.0 by 0");
  }

  @Test
  void ordersWhatIsNotANumberLikeTflm() {
    float[] a = {Float.NaN, 1, Float.NaN};
    float[] b = {1, Float.NaN, Float.NaN};
    assertThat(evalFloat(BuiltinOperator.LESS_EQUAL, TensorType.BOOL, a, b))
        .containsExactly(0, 0, 0);
    assertThat(evalFloat(BuiltinOperator.NOT_EQUAL, TensorType.BOOL, a, b))
        .containsExactly(1, 1, 1);
    assertThat(evalFloat(BuiltinOperator.MAXIMUM, TensorType.FLOAT32, a, b))
        .containsExactly(1, Float.NaN, Float.NaN);
  }

  private static float[] evalFloat(
      BuiltinOperator operator, TensorType outputType, float[] a, float[] b) {
    Interpreter interpreter =
        binary(
            operator,
            TensorType.FLOAT32,
            outputType,
            a.length,
            Quantization.NONE,
            Quantization.NONE,
            Quantization.NONE);
    interpreter.input(0).writeReal(a);
    interpreter.input(1).writeReal(b);
    interpreter.invoke();
    float[] results = new float[a.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = interpreter.output(0).realAt(i);
    }
    return results;
  }

  @Test
  void refusesDimensionsThatDoNotBroadcast() {
    Interpreter arguments =
        binary(
            BuiltinOperator.BROADCAST_ARGS,
            TensorType.INT32,
            TensorType.INT32,
            2,
            Quantization.NONE,
            Quantization.NONE,
            Quantization.NONE);
    arguments.input(0).writeReal(2, 3);
    arguments.input(1).writeReal(4, 1);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(arguments::invoke)
        .withMessageContaining("the dimensions 2 and 4 at place 2 from the end");
  }

  @Test
  void refusesShapesThatDoNotBroadcast() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int a = graph.tensor("a", TensorType.FLOAT32, 2, 3).index();
    int b = graph.tensor("b", TensorType.FLOAT32, 2).index();
    int y = graph.tensor("y", TensorType.FLOAT32, 2, 3).index();
    graph.operator(BuiltinOperator.MUL, new int[] {a, b}, y).inputs(a, b).outputs(y);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(
            () -> Interpreter.create(Model.of(model.build()), OpResolver.all(), new byte[1024]))
        .withMessage(
            "operator 0 MUL: the shapes of tensor 0 \"a\" FLOAT32[2, 3], tensor 1 \"b\" FLOAT32[2]"
                + " do not broadcast to that of tensor 2 \"y\" FLOAT32[2, 3]");
  }
}
