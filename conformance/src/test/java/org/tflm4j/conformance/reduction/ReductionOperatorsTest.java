/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;
import static org.tflm4j.interpreter.model.BuiltinOperator.ARG_MAX;
import static org.tflm4j.interpreter.model.BuiltinOperator.ARG_MIN;
import static org.tflm4j.interpreter.model.BuiltinOperator.CUMSUM;
import static org.tflm4j.interpreter.model.BuiltinOperator.EMBEDDING_LOOKUP;
import static org.tflm4j.interpreter.model.BuiltinOperator.GATHER;
import static org.tflm4j.interpreter.model.BuiltinOperator.GATHER_ND;
import static org.tflm4j.interpreter.model.BuiltinOperator.MEAN;
import static org.tflm4j.interpreter.model.BuiltinOperator.REDUCE_MIN;
import static org.tflm4j.interpreter.model.BuiltinOperator.RESIZE_BILINEAR;
import static org.tflm4j.interpreter.model.BuiltinOperator.SUM;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.model.TensorBuilder;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.model.ModelException;

/** What the corpus has no cases for: axes and indices that come at run time, batches, limits. */
class ReductionOperatorsTest {
  private final ModelBuilder model = new ModelBuilder();
  private final GraphBuilder graph = model.graph();

  private Interpreter run(
      BuiltinOperator operator, OptionsBuilder options, TensorBuilder... tensors) {
    int[] indices = IntStream.range(0, tensors.length).map(i -> tensors[i].index()).toArray();
    graph
        .operator(operator, options, new int[] {indices[0], indices[1]}, indices[2])
        .inputs(indices[0], indices[1])
        .outputs(indices[2]);
    return Interpreter.builder(Model.of(model.build()), OpResolver.all())
        .provider("reference")
        .build();
  }

  private Interpreter run(BuiltinOperator operator, TensorBuilder... tensors) {
    return run(operator, OptionsBuilder.of(OptionsType.NONE), tensors);
  }

  private static float[] invoke(Interpreter interpreter, float... values) {
    interpreter.input(0).writeReal(values);
    interpreter.invoke();
    Tensor output = interpreter.output(0);
    float[] read = new float[output.elementCount()];
    for (int i = 0; i < read.length; i++) {
      read[i] = output.realAt(i);
    }
    return read;
  }

  private static void assertRefused(Interpreter interpreter, String message) {
    assertThatThrownBy(interpreter::invoke)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }

  @Test
  void meanTakesItsAxesAtRunTime() {
    Interpreter mean =
        run(
            MEAN,
            graph.tensor("x", INT8, 2, 3).quantization(1, 3),
            graph.tensor("axes", INT32, 1),
            graph.tensor("y", INT8, 2).quantization(1, -5));
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
        run(
            SUM,
            graph.tensor("x", INT16, 2, 3, 2).quantization(0.5f, 0),
            graph.tensor("axes", INT32, 3).data(0, 2, -1),
            graph.tensor("y", INT16, 3).quantization(0.5f, 0));
    assertThat(invoke(sum, 1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60)).containsExactly(33, 77, 121);
  }

  @Test
  void minimumStartsFromTheLargestFiniteNumber() {
    Interpreter min =
        run(
            REDUCE_MIN,
            graph.tensor("x", FLOAT32, 2, 2),
            graph.tensor("axes", INT32, 1).data(1),
            graph.tensor("y", FLOAT32, 2));
    float infinity = Float.POSITIVE_INFINITY;
    assertThat(invoke(min, infinity, infinity, Float.NaN, 7)).containsExactly(Float.MAX_VALUE, 7);
  }

  @Test
  void refusesAnOutputThatTheAxesDoNotLeave() {
    assertThatThrownBy(() ->
            run(
                SUM,
                graph.tensor("x", FLOAT32, 2, 3),
                graph.tensor("axes", INT32, 1).data(1),
                graph.tensor("y", FLOAT32, 3)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("needs 2 elements");
  }

  @Test
  void argMaxTakesItsAxisAtRunTime() {
    Interpreter argMax =
        run(
            ARG_MAX,
            graph.tensor("x", FLOAT32, 2, 2),
            graph.tensor("axis", INT32, 1),
            graph.tensor("y", INT32, 2));
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
        run(
            ARG_MIN,
            graph.tensor("x", FLOAT32, 2, 3),
            graph.tensor("axis", INT32, 1).data(1),
            graph.tensor("y", INT32, 2));
    assertThat(invoke(argMin, Float.NaN, 1, 0, 5, Float.NaN, 4)).containsExactly(0, 2);
  }

  @Test
  void cumulativeSumTakesItsAxisAtRunTime() {
    Interpreter sum =
        run(
            CUMSUM,
            OptionsBuilder.of(OptionsType.CUMSUM).bool(1, true),
            graph.tensor("x", FLOAT32, 2, 2),
            graph.tensor("axis", INT32, 1),
            graph.tensor("y", FLOAT32, 2, 2));
    sum.input(1).setInt32At(0, 1);
    assertThat(invoke(sum, 1, 2, 3, 4)).containsExactly(3, 2, 7, 4);
    sum.input(1).setInt32At(0, 0);
    assertThat(invoke(sum, 1, 2, 3, 4)).containsExactly(4, 6, 3, 4);
    sum.input(1).setInt32At(0, 5);
    assertRefused(sum, "holds the axis 5");
  }

  @Test
  void gathersWithinBatchesAndSetsItsShape() {
    Interpreter gather =
        run(
            GATHER,
            OptionsBuilder.of(OptionsType.GATHER).int32(0, 2).int32(1, 1),
            graph.tensor("x", FLOAT32, 2, 1, 3),
            graph.tensor("positions", INT32, 2, 2),
            graph.tensor("y", FLOAT32, 1));
    Tensor positions = gather.input(1);
    for (int i = 0; i < 4; i++) {
      positions.setInt32At(i, new int[] {2, 0, 1, 1}[i]);
    }
    assertThat(invoke(gather, 1, 2, 3, 4, 5, 6)).containsExactly(3, 1, 5, 5);
    assertThat(gather.output(0).shape().toArray()).containsExactly(2, 1, 2);
    positions.setInt32At(3, 3);
    assertRefused(gather, "holds the index 3, allowed are 0 to 2");
  }

  @Test
  void refusesConstantPositionsOutOfRange() {
    assertThatThrownBy(() ->
            run(
                GATHER,
                graph.tensor("x", INT8, 3),
                graph.tensor("positions", INT32, 1).data(-1),
                graph.tensor("y", INT8, 1)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("holds the index -1, allowed are 0 to 2");
  }

  @Test
  void gatherNdChecksTheSliceAndNotItsCoordinates() {
    Interpreter gather =
        run(
            GATHER_ND,
            graph.tensor("x", FLOAT32, 2, 3),
            graph.tensor("indices", INT32, 1, 2),
            graph.tensor("y", FLOAT32, 1));
    gather.input(1).setInt32At(0, 1);
    gather.input(1).setInt32At(1, -1);
    assertThat(invoke(gather, 1, 2, 3, 4, 5, 6)).containsExactly(3);
    gather.input(1).setInt32At(1, 3);
    assertRefused(gather, "leads to element 6");
  }

  @Test
  void embeddingLookupChecksItsIndices() {
    Interpreter lookup =
        run(
            EMBEDDING_LOOKUP,
            graph.tensor("lookups", INT32, 1),
            graph.tensor("table", INT8, 2, 2).quantization(0.5f, 0).data(bytes(1, 2, 3, 4)),
            graph.tensor("y", FLOAT32, 1, 2));
    assertThat(invoke(lookup, 1)).containsExactly(1.5f, 2);
    lookup.input(0).setInt32At(0, -1);
    assertRefused(lookup, "holds the index -1, allowed are 0 to 1");
  }

  @Test
  void resizingStaysOnTheLastPixelWhereTheScaleRoundsUp() {
    Interpreter resize =
        run(
            RESIZE_BILINEAR,
            graph.tensor("x", INT8, 1, 1, 3, 1).quantization(1, 0),
            graph.tensor("size", INT32, 2).data(1, 2000),
            graph.tensor("y", INT8, 1, 1, 2000, 1).quantization(1, 0));
    float[] values = invoke(resize, 0, 0, 100);
    // The scale of 3 / 2000 rounds to 2 / 1024: pixel 1024 lies on the last one, 1999 far behind.
    assertThat(values[512]).isEqualTo(0);
    assertThat(values[768]).isEqualTo(50);
    assertThat(values[1024]).isEqualTo(100);
    assertThat(values[1999]).isEqualTo(100);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
