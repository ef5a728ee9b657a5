/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;

class TensorTest {
  private static final Quantization HALVES = Quantization.of(0.5f, 3);

  private static TensorSpec spec(TensorType type, ConstantData constant) {
    return new TensorSpec(0, "t", type, Shape.of(2), HALVES, false, constant);
  }

  private static Arguments setter(TensorType type, Consumer<Tensor> write) {
    return arguments(type, write);
  }

  private static Stream<Arguments> setters() {
    return Stream.of(
        setter(TensorType.INT8, t -> t.setInt8At(0, (byte) 1)),
        setter(TensorType.INT16, t -> t.setInt16At(0, (short) 1)),
        setter(TensorType.INT32, t -> t.setInt32At(0, 1)),
        setter(TensorType.INT64, t -> t.setInt64At(0, 1)),
        setter(TensorType.FLOAT32, t -> t.setFloat32At(0, 1)),
        setter(TensorType.INT8, t -> t.write(new byte[2])),
        setter(TensorType.INT8, t -> t.writeReal(1, 2)));
  }

  @ParameterizedTest
  @MethodSource("setters")
  void aConstantRefusesToBeWritten(TensorType type, Consumer<Tensor> write) {
    byte[] model = new byte[24];
    Tensor constant = Tensor.ofConstant(spec(type, new ConstantData(model, 4, 16)));

    assertThatThrownBy(() -> write.accept(constant))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is a constant of the model and can");
    assertThat(model).containsOnly(0);
    // The same tensor in an arena takes it.
    write.accept(new Tensor(spec(type, null), new byte[16], 0));
  }

  @Test
  void readsAllRealNumbersAtOnce() {
    Tensor tensor = new Tensor(spec(TensorType.INT8, null), new byte[] {9, 3, -5}, 1);
    float[] values = new float[2];
    tensor.readReal(values);

    assertThat(values).containsExactly(0f, -4f);
    tensor.writeReal(2.5f, -1f);
    tensor.readReal(values);
    assertThat(values).containsExactly(2.5f, -1f);
    assertThatThrownBy(() -> tensor.readReal(new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 2 values, not 3");
  }

  @Test
  void aConstantIsReadThroughViewsThatCannotBeWritten() {
    byte[] model = {1, 2, 3, 4};
    ConstantData data = new ConstantData(model, 1, 2);
    ByteBuffer view = data.asByteBuffer();

    assertThat(view.remaining()).isEqualTo(2);
    assertThat(view.getShort(0)).isEqualTo((short) 0x0302);
    assertThatThrownBy(() -> view.put(0, (byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
    data.toByteArray()[0] = 9;
    assertThat(model).containsExactly(1, 2, 3, 4);
  }
}
