/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tflm4j.api.tensor.TensorType.INT32;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** Operators that move bytes take every type whose elements have a size, as TFLM's do. */
class ElementSizeTest {
  private static byte[] run(Interpreter interpreter) {
    byte[] input = interpreter.input(0).toByteArray();
    for (int i = 0; i < input.length; i++) {
      input[i] = (byte) (i + 1);
    }
    interpreter.input(0).write(input);
    interpreter.invoke();
    return interpreter.output(0).toByteArray();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT64", "COMPLEX64", "COMPLEX128"})
  void movesElementsOfAnySize(TensorType type) {
    for (BuiltinOperator operator :
        new BuiltinOperator[] {BuiltinOperator.RESHAPE, BuiltinOperator.SQUEEZE}) {
      byte[] moved =
          run(new OneOperatorModel(operator).input(type, 1, 3).output(type, 3).interpreter());
      assertThat(moved).hasSize(3 * type.bytes());
      for (int i = 0; i < moved.length; i++) {
        assertThat(moved[i]).isEqualTo((byte) (i + 1));
      }
    }
    byte[] repeated =
        run(
            new OneOperatorModel(BuiltinOperator.BROADCAST_TO)
                .input(type, 2, 1)
                .constant(new int[] {2}, 2, 2)
                .output(type, 2, 2)
                .interpreter());
    int bytes = type.bytes();
    assertThat(repeated).hasSize(4 * bytes);
    for (int i = 0; i < repeated.length; i++) {
      int element = i / bytes / 2;
      assertThat(repeated[i]).isEqualTo((byte) (element * bytes + i % bytes + 1));
    }
    assertThat(
            run(
                new OneOperatorModel(BuiltinOperator.SHAPE)
                    .input(type, 3)
                    .output(INT32, 1)
                    .interpreter()))
        .containsExactly(3, 0, 0, 0);
  }
}
