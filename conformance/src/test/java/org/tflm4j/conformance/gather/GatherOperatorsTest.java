/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;
import static org.tflm4j.conformance.model.TwoInputModel.assertRefused;
import static org.tflm4j.conformance.model.TwoInputModel.invoke;
import static org.tflm4j.interpreter.schema.BuiltinOperator.EMBEDDING_LOOKUP;
import static org.tflm4j.interpreter.schema.BuiltinOperator.GATHER;
import static org.tflm4j.interpreter.schema.BuiltinOperator.GATHER_ND;
import static org.tflm4j.interpreter.schema.BuiltinOperator.RESIZE_BILINEAR;

import org.junit.jupiter.api.Test;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.model.TwoInputModel;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.schema.ModelException;

/** What the corpus has no cases for: indices that come at run time, batches, limits. */
class GatherOperatorsTest {
  private final TwoInputModel model = new TwoInputModel();

  @Test
  void gathersWithinBatchesAndSetsItsShape() {
    Interpreter gather =
        model.interpreter(
            GATHER,
            OptionsBuilder.of(OptionsType.GATHER).int32(0, 2).int32(1, 1),
            model.tensor("x", FLOAT32, 2, 1, 3),
            model.tensor("positions", INT32, 2, 2),
            model.tensor("y", FLOAT32, 1));
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
            model.interpreter(
                GATHER,
                model.tensor("x", INT8, 3),
                model.tensor("positions", INT32, 1).data(-1),
                model.tensor("y", INT8, 1)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("holds the index -1, allowed are 0 to 2");
  }

  @Test
  void gatherNdChecksTheSliceAndNotItsCoordinates() {
    Interpreter gather =
        model.interpreter(
            GATHER_ND,
            model.tensor("x", FLOAT32, 2, 3),
            model.tensor("indices", INT32, 1, 2),
            model.tensor("y", FLOAT32, 1));
    gather.input(1).setInt32At(0, 1);
    gather.input(1).setInt32At(1, -1);
    assertThat(invoke(gather, 1, 2, 3, 4, 5, 6)).containsExactly(3);
    gather.input(1).setInt32At(1, 3);
    assertRefused(gather, "leads to element 6");
  }

  @Test
  void embeddingLookupChecksItsIndices() {
    Interpreter lookup =
        model.interpreter(
            EMBEDDING_LOOKUP,
            model.tensor("lookups", INT32, 1),
            model.tensor("table", INT8, 2, 2).quantization(0.5f, 0).data(bytes(1, 2, 3, 4)),
            model.tensor("y", FLOAT32, 1, 2));
    assertThat(invoke(lookup, 1)).containsExactly(1.5f, 2);
    lookup.input(0).setInt32At(0, -1);
    assertRefused(lookup, "holds the index -1, allowed are 0 to 1");
  }

  @Test
  void resizingStaysOnTheLastPixelWhereTheScaleRoundsUp() {
    Interpreter resize =
        model.interpreter(
            RESIZE_BILINEAR,
            model.tensor("x", INT8, 1, 1, 3, 1).quantization(1, 0),
            model.tensor("size", INT32, 2).data(1, 2000),
            model.tensor("y", INT8, 1, 1, 2000, 1).quantization(1, 0));
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
