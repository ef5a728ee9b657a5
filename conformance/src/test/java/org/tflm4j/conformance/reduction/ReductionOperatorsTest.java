/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;
import static org.tflm4j.conformance.model.TwoInputModel.assertRefused;
import static org.tflm4j.conformance.model.TwoInputModel.invoke;
import static org.tflm4j.interpreter.schema.BuiltinOperator.ARG_MAX;
import static org.tflm4j.interpreter.schema.BuiltinOperator.ARG_MIN;
import static org.tflm4j.interpreter.schema.BuiltinOperator.CUMSUM;
import static org.tflm4j.interpreter.schema.BuiltinOperator.MEAN;
import static org.tflm4j.interpreter.schema.BuiltinOperator.REDUCE_MIN;
import static org.tflm4j.interpreter.schema.BuiltinOperator.SUM;

import org.junit.jupiter.api.Test;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.model.TwoInputModel;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.schema.ModelException;

/** What the corpus has no cases for: axes that come at run time, axes apart, limits. */
class ReductionOperatorsTest {
  private final TwoInputModel model = new TwoInputModel();

  @Test
  void meanTakesItsAxesAtRunTime() {
    Interpreter mean =
        model.interpreter(
            MEAN,
            model.tensor("x", INT8, 2, 3).quantization(1, 3),
            model.tensor("axes", INT32, 1),
            model.tensor("y", INT8, 2).quantization(1, -5));
    mean.input(1).setInt32At(0, -1);
    assertThat(invoke(mean, 1, 2, 3, 4, 5, 9)).containsExactly(2, 6);

    mean.input(1).setInt32At(0, 0);
    assertRefused(mean, "has 3 elements, but it is tensor 2");
    mean.input(1).setInt32At(0, 2);
    assertRefused(mean, "holds the axis 2, allowed are -2 to 1");
  }

  @Test
  void sumsOverAxesThatDoNotTouch() {
    Interpreter sum =
        model.interpreter(
            SUM,
            model.tensor("x", INT16, 2, 3, 2).quantization(0.5f, 0),
            model.tensor("axes", INT32, 3).data(0, 2, -1),
            model.tensor("y", INT16, 3).quantization(0.5f, 0));
    assertThat(invoke(sum, 1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60)).containsExactly(33, 77, 121);
  }

  @Test
  void minimumStartsFromTheLargestFiniteNumber() {
    Interpreter min =
        model.interpreter(
            REDUCE_MIN,
            model.tensor("x", FLOAT32, 2, 2),
            model.tensor("axes", INT32, 1).data(1),
            model.tensor("y", FLOAT32, 2));
    float infinity = Float.POSITIVE_INFINITY;
    assertThat(invoke(min, infinity, infinity, Float.NaN, 7)).containsExactly(Float.MAX_VALUE, 7);
  }

  @Test
  void refusesAnOutputThatTheAxesDoNotLeave() {
    assertThatThrownBy(() ->
            model.interpreter(
                SUM,
                model.tensor("x", FLOAT32, 2, 3),
                model.tensor("axes", INT32, 1).data(1),
                model.tensor("y", FLOAT32, 3)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("needs 2 elements");
  }

  @Test
  void argMaxTakesItsAxisAtRunTime() {
    Interpreter argMax =
        model.interpreter(
            ARG_MAX,
            model.tensor("x", FLOAT32, 2, 2),
            model.tensor("axis", INT32, 1),
            model.tensor("y", INT32, 2));
    argMax.input(1).setInt32At(0, 0);
    assertThat(invoke(argMax, 1, 5, 2, 4)).containsExactly(1, 0);
    argMax.input(1).setInt32At(0, -1);
    assertThat(invoke(argMax, 1, 5, 2, 4)).containsExactly(1, 1);
    argMax.input(1).setInt32At(0, -3);
    assertRefused(argMax, "holds the axis -3, allowed are -2 to 1");
  }

  @Test
  void argMinKeepsNaNInTheFirstPlaceOnly() {
    Interpreter argMin =
        model.interpreter(
            ARG_MIN,
            model.tensor("x", FLOAT32, 2, 3),
            model.tensor("axis", INT32, 1).data(1),
            model.tensor("y", INT32, 2));
    assertThat(invoke(argMin, Float.NaN, 1, 0, 5, Float.NaN, 4)).containsExactly(0, 2);
  }

  @Test
  void cumulativeSumTakesItsAxisAtRunTime() {
    Interpreter sum =
        model.interpreter(
            CUMSUM,
            OptionsBuilder.of(OptionsType.CUMSUM).bool(1, true),
            model.tensor("x", FLOAT32, 2, 2),
            model.tensor("axis", INT32, 1),
            model.tensor("y", FLOAT32, 2, 2));
    sum.input(1).setInt32At(0, 1);
    assertThat(invoke(sum, 1, 2, 3, 4)).containsExactly(3, 2, 7, 4);
    sum.input(1).setInt32At(0, 0);
    assertThat(invoke(sum, 1, 2, 3, 4)).containsExactly(4, 6, 3, 4);
    sum.input(1).setInt32At(0, 5);
    assertRefused(sum, "holds the axis 5");
  }
}
