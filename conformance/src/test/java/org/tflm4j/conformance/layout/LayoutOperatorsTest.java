/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT4;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.model.ModelException;

/** What the corpus has no cases for: operands that come at run time, and limits of the operands. */
class LayoutOperatorsTest {
  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] int32s(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asIntBuffer().put(values);
    return buffer.array();
  }

  private static byte[] int64s(long... values) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asLongBuffer().put(values);
    return buffer.array();
  }

  private static byte[] run(Interpreter interpreter, byte[]... inputs) {
    for (int i = 0; i < inputs.length; i++) {
      interpreter.input(i).write(inputs[i]);
    }
    interpreter.invoke();
    return interpreter.output(0).toByteArray();
  }

  private static void assertRefused(OneOperatorModel model, String... parts) {
    assertThatThrownBy(model::interpreter)
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(parts);
  }

  private static void assertRefusedAtRun(Interpreter interpreter, byte[] operand, String... parts) {
    interpreter.input(1).write(operand);
    assertThatThrownBy(interpreter::invoke)
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void reshapeMakesAScalarOfTheOldShapeZero() {
    Interpreter interpreter =
        new OneOperatorModel(BuiltinOperator.RESHAPE)
            .input(INT16, 1, 1)
            .output(INT16, 0)
            .interpreter();

    assertThat(run(interpreter, bytes(7, 8))).isEqualTo(bytes(7, 8));
    assertThat(interpreter.output(0).shape()).isEqualTo(Shape.SCALAR);
  }

  @Test
  void reshapeKeepsHalfBytesPacked() {
    Interpreter interpreter =
        new OneOperatorModel(BuiltinOperator.RESHAPE)
            .input(INT4, 3)
            .output(INT4, 3, 1)
            .interpreter();

    assertThat(run(interpreter, bytes(0x21, 0x03))).isEqualTo(bytes(0x21, 0x03));
  }

  @Test
  void sliceTakesItsPlaceAtRunTime() {
    Interpreter interpreter =
        new OneOperatorModel(BuiltinOperator.SLICE)
            .input(INT8, 3, 4)
            .input(INT32, 2)
            .constant(new int[] {2}, 2, -1)
            .output(INT8, 2, 3)
            .interpreter();
    byte[] input = bytes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

    assertThat(run(interpreter, input, int32s(1, 1))).isEqualTo(bytes(5, 6, 7, 9, 10, 11));
    assertThat(run(interpreter, input, int32s(0, 1))).isEqualTo(bytes(1, 2, 3, 5, 6, 7));
    // -1 is all that is left, which is 4 from here.
    assertRefusedAtRun(interpreter, int32s(0, 0), "size[1]", "-1");
    assertRefusedAtRun(interpreter, int32s(2, 1), "SLICE", "begin[0]", "is 2", "0 to 1");
    assertRefusedAtRun(interpreter, int32s(-1, 1), "begin[0]", "is -1");
  }

  @Test
  void sliceReads64BitCoordinates() {
    Interpreter interpreter =
        new OneOperatorModel(BuiltinOperator.SLICE)
            .input(BOOL, 4)
            .constant(INT64, new int[] {1}, int64s(1))
            .constant(INT64, new int[] {1}, int64s(2))
            .output(BOOL, 2)
            .interpreter();

    assertThat(run(interpreter, bytes(0, 1, 0, 1))).isEqualTo(bytes(1, 0));
    assertRefused(
        new OneOperatorModel(BuiltinOperator.SLICE)
            .input(BOOL, 4)
            .constant(INT64, new int[] {1}, int64s(1L << 32))
            .constant(INT64, new int[] {1}, int64s(2))
            .output(BOOL, 2),
        "begin[0] is 4294967296");
  }

  @Test
  void reverseTakesItsAxesAtRunTime() {
    Interpreter interpreter =
        new OneOperatorModel(BuiltinOperator.REVERSE_V2)
            .input(INT8, 2, 2, 2)
            .input(INT32, 2)
            .output(INT8, 2, 2, 2)
            .interpreter();
    byte[] input = bytes(0, 1, 2, 3, 4, 5, 6, 7);

    assertThat(run(interpreter, input, int32s(2, 1))).isEqualTo(bytes(3, 2, 1, 0, 7, 6, 5, 4));
    assertThat(run(interpreter, input, int32s(0, -2))).isEqualTo(bytes(6, 7, 4, 5, 2, 3, 0, 1));
    assertRefusedAtRun(interpreter, int32s(0, 2), "neighbors");
    assertRefusedAtRun(interpreter, int32s(1, -2), "twice");
    assertRefusedAtRun(interpreter, int32s(0, 3), "axis 3", "-3 to 2");
  }

  @Test
  void mirrorPadTakesItsPaddingsAtRunTime() {
    Interpreter interpreter =
        new OneOperatorModel(BuiltinOperator.MIRROR_PAD)
            .input(INT8, 3)
            .input(INT64, 1, 2)
            .options(OptionsBuilder.of(OptionsType.MIRROR_PAD).int8(0, 1))
            .output(INT8, 8)
            .interpreter();

    assertThat(run(interpreter, bytes(1, 2, 3), int64s(3, 2)))
        .isEqualTo(bytes(3, 2, 1, 1, 2, 3, 3, 2));
    // More padding behind than there are elements repeats the first one.
    assertThat(run(interpreter, bytes(1, 2, 3), int64s(0, 5)))
        .isEqualTo(bytes(1, 2, 3, 3, 2, 1, 1, 1));
    assertRefusedAtRun(interpreter, int64s(4, 1), "is 4", "0 to 3");
    assertRefusedAtRun(interpreter, int64s(1, 1), "1 and 1");
    assertRefusedAtRun(interpreter, int64s(1, Long.MIN_VALUE), "paddings");
  }

  @Test
  void mirrorPadOfOneElementWithoutItsBorderRepeatsIt() {
    Interpreter interpreter =
        new OneOperatorModel(BuiltinOperator.MIRROR_PAD)
            .input(INT8, 1, 1)
            .constant(new int[] {2, 2}, 0, 1, 0, 2)
            .output(INT8, 2, 3)
            .interpreter();

    assertThat(run(interpreter, bytes(9))).isEqualTo(bytes(9, 9, 9, 9, 9, 9));
  }

  @Test
  void spaceToBatchPadsWithRealZero() {
    Interpreter interpreter =
        new OneOperatorModel(BuiltinOperator.SPACE_TO_BATCH_ND)
            .input(INT8, 1, 3, 1)
            .constant(new int[] {1}, 2)
            .constant(new int[] {1, 2}, 2, 1)
            .output(INT8, 2, 3, 1)
            .quantized(0.5f, -7)
            .interpreter();

    assertThat(run(interpreter, bytes(1, 2, 3))).isEqualTo(bytes(-7, 1, 3, -7, 2, -7));
  }

  @Test
  void spaceToBatchPadsImages() {
    Interpreter interpreter =
        new OneOperatorModel(BuiltinOperator.SPACE_TO_BATCH_ND)
            .input(FLOAT32, 1, 1, 2, 1)
            .constant(new int[] {2}, 2, 2)
            .constant(new int[] {2, 2}, 1, 0, 1, 1)
            .output(FLOAT32, 4, 1, 2, 1)
            .interpreter();

    assertThat(run(interpreter, int32s(1, 2))).isEqualTo(int32s(0, 0, 0, 0, 0, 2, 1, 0));
  }

  @Test
  void batchToSpaceTakesItsBlocksAtRunTime() {
    Interpreter interpreter =
        new OneOperatorModel(BuiltinOperator.BATCH_TO_SPACE_ND)
            .input(INT8, 2, 2, 1)
            .input(INT32, 1)
            .constant(new int[] {1, 2}, 0, 1)
            .output(INT8, 1, 3, 1)
            .interpreter();

    assertThat(run(interpreter, bytes(1, 3, 2, 4), int32s(2))).isEqualTo(bytes(1, 2, 3));
    assertRefusedAtRun(interpreter, int32s(3), "blocks of 3");
    assertRefusedAtRun(interpreter, int32s(0), "block_shape[0] is 0");
  }

  @Test
  void stridedSliceTakesDimensionsWithoutIndicesWhole() {
    Interpreter interpreter =
        new OneOperatorModel(BuiltinOperator.STRIDED_SLICE)
            .input(INT8, 2, 3)
            .constant(new int[] {1}, 1)
            .constant(new int[] {1}, 2)
            .constant(new int[] {1}, 1)
            .options(OptionsBuilder.of(OptionsType.STRIDED_SLICE).int32(4, 1))
            .output(INT8, 3)
            .interpreter();

    assertThat(run(interpreter, bytes(1, 2, 3, 4, 5, 6))).isEqualTo(bytes(4, 5, 6));
  }

  @Test
  void stridedSliceRefusesASingleIndexOutsideItsDimension() {
    assertRefused(
        new OneOperatorModel(BuiltinOperator.STRIDED_SLICE)
            .input(INT8, 2)
            .constant(new int[] {1}, 2)
            .constant(new int[] {1}, 3)
            .constant(new int[] {1}, 1)
            .options(OptionsBuilder.of(OptionsType.STRIDED_SLICE).int32(4, 1))
            .output(INT8),
        "single index 2");
  }

  @Test
  void transposeRefusesAnAxisGivenTwice() {
    assertRefused(
        new OneOperatorModel(BuiltinOperator.TRANSPOSE)
            .input(INT8, 2, 2)
            .constant(new int[] {2}, 1, 1)
            .output(INT8, 2, 2),
        "[1, 1]");
  }

  @Test
  void padRefusesNegativePaddings() {
    assertRefused(
        new OneOperatorModel(BuiltinOperator.PAD)
            .input(INT8, 3)
            .constant(new int[] {1, 2}, -1, 1)
            .output(INT8, 3),
        "-1 and 1");
  }

  @Test
  void fillReadsDimensionsOfAnyWidth() {
    Interpreter interpreter =
        new OneOperatorModel(BuiltinOperator.FILL)
            .constant(INT64, new int[] {2}, int64s(1, 3))
            .input(INT32)
            .output(INT32, 1, 3)
            .interpreter();
    assertThat(run(interpreter, int32s(0x01020304)))
        .isEqualTo(int32s(0x01020304, 0x01020304, 0x01020304));

    assertRefused(
        new OneOperatorModel(BuiltinOperator.FILL)
            .constant(INT8, new int[] {1}, bytes(4))
            .input(INT8)
            .output(INT8, 5),
        "dimension 0",
        "is 4");
  }

  @Test
  void depthToSpaceSetsTheOutputShape() {
    Interpreter interpreter =
        new OneOperatorModel(BuiltinOperator.DEPTH_TO_SPACE)
            .input(INT8, 1, 1, 1, 4)
            .options(OptionsBuilder.of(OptionsType.DEPTH_TO_SPACE).int32(0, 2))
            .output(INT8, 1, 1, 1, 1)
            .interpreter();

    assertThat(run(interpreter, bytes(1, 2, 3, 4))).isEqualTo(bytes(1, 2, 3, 4));
    assertThat(interpreter.output(0).shape()).isEqualTo(Shape.of(1, 2, 2, 1));
  }
}
