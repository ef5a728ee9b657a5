/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructLayoutTest {
  /** Sizes and alignments as g++ lays the structs out. */
  @ParameterizedTest
  @CsvSource({
    "b, 1, 1, 1, 1",
    "bi, 8, 4, 8, 4",
    "bhb, 6, 2, 6, 2",
    "ib, 8, 4, 8, 4",
    "2pi, 12, 4, 24, 8",
    "bl, 16, 8, 16, 8",
    "il, 16, 8, 16, 8",
    "bp, 8, 4, 16, 8",
    "{ib}b, 12, 4, 12, 4",
    "3{2b}h, 8, 2, 8, 2",
    "b5ib5ib, 52, 4, 52, 4",
    "2{pi}i, 20, 4, 40, 8",
    "12b, 12, 1, 12, 1"
  })
  void followsTheRulesOfTheLanguage(
      String layout, int size32, int alignment32, int size64, int alignment64) {
    StructLayout struct = StructLayout.parse(layout);

    assertThat(struct.size(DeviceProfile.BITS_32)).isEqualTo(size32);
    assertThat(struct.alignment(DeviceProfile.BITS_32)).isEqualTo(alignment32);
    assertThat(struct.size(DeviceProfile.BITS_64)).isEqualTo(size64);
    assertThat(struct.alignment(DeviceProfile.BITS_64)).isEqualTo(alignment64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "2", "{i", "i}", "i x", "3{i}}"})
  void refusesWhatItCannotRead(String layout) {
    assertThatThrownBy(() -> StructLayout.parse(layout))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(layout);
  }

  /** TFLM's own structs, sizes as g++ has them with TF_LITE_STATIC_MEMORY. */
  @ParameterizedTest
  @CsvSource({
    "eval_tensor, 12, 24",
    "tensor, 40, 64",
    "affine_quantization, 12, 24",
    "node_and_registration, 32, 64",
    "arena_allocator, 36, 72",
    "memory_planner, 44, 72",
    "micro_allocator, 36, 72",
    "data.CONV_2D, 56, 72",
    "data.SOFTMAX, 56, 80",
    "data.UNIDIRECTIONAL_SEQUENCE_LSTM, 688, 688",
    "options.CONV_2D, 28, 28"
  })
  void knowsTheStructsOfTflm(String name, int size32, int size64) {
    assertThat(TflmStructs.of(name).size(DeviceProfile.BITS_32)).isEqualTo(size32);
    assertThat(TflmStructs.of(name).size(DeviceProfile.BITS_64)).isEqualTo(size64);
  }
}
