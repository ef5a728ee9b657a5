/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tflm4j.cli.device.OperatorTensors;
import org.tflm4j.conformance.ConformanceCase;
import org.tflm4j.conformance.Corpus;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;

class MultiplyAddsTest {
  private static Corpus corpus;

  @BeforeAll
  static void openCorpus() throws IOException {
    corpus = Corpus.open();
  }

  @AfterAll
  static void closeCorpus() throws IOException {
    corpus.close();
  }

  /** Counted by hand from the shapes of the cases. */
  @ParameterizedTest
  @CsvSource({
    // Output 1 x 5 x 3 x 24, each a sum of 64.
    "conv_2d-int8-001, 23040, 0",
    // Output 1 x 9 x 9 x 12, each over a window of 3 x 3 and 6 of 24 channels.
    "conv_2d-int8-004, 52488, 0",
    // Output 1 x 4 x 4 x 34, each over a window of 3 x 3.
    "depthwise_conv_2d-int8-001, 4896, 0",
    // Input 1 x 4 x 6 x 3, each into a window of 3 x 2 of 16 channels.
    "transpose_conv-int8-001, 6912, 0",
    // 2 rows of 1024 by 4.
    "fully_connected-int8-001, 8192, 0",
    // [2, 1, 5] transposed times [2, 1, 2].
    "batch_matmul-int8-001, 20, 0",
    // [3, 2, 64] times [1, 19, 64] transposed.
    "batch_matmul-int8-002, 7296, 0",
    // 3 rows, 16 filters over 40 features and 6 steps.
    "svdf-float32-001, 2208, 0",
    // 32 filters over 25 features and 6 steps.
    "svdf-float32-002, 992, 0",
    // 4 steps of 2 rows: 4 gates over 8 inputs and 1 state; 3 products of the gates.
    "unidirectional_sequence_lstm-float32-001, 288, 24",
    // 3 steps of 3 rows with 4 states: 4 gates over 8 inputs and 4 states.
    "unidirectional_sequence_lstm-float32-002, 1728, 108",
    "mul-int8-000, 0, 64",
    "square-float32-000, 0, 45",
    "squared_difference-int16-000, 0, 28",
    "signalwindow-int16-000, 0, 200",
    "add-int8-000, 0, 0"
  })
  void countsProducts(String id, long summed, long elementwise) throws IOException {
    ConformanceCase found =
        corpus.cases().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    Interpreter interpreter =
        Interpreter.builder(Model.of(Files.readAllBytes(found.model())), OpResolver.all()).build();
    OperatorTensors operator = new OperatorTensors(interpreter.operators(0).getFirst());

    assertThat(MultiplyAdds.summed(operator)).isEqualTo(summed);
    assertThat(MultiplyAdds.elementwise(operator)).isEqualTo(elementwise);
  }
}
