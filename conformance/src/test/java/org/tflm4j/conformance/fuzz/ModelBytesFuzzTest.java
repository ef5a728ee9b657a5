/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.conformance.mutation.Outcome;

/**
 * Any bytes at all, read, prepared and run as a model. Without fuzzing it runs the seeds: the
 * smallest model of each operator and type, and what fuzzing found.
 */
class ModelBytesFuzzTest {
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "12h", maxExecutions = 1_000_000)
  void anyBytesAreRefusedOrRun(byte[] file) {
    if (file != null) {
      assertThat(FuzzedModels.run(file)).isNotEqualTo(Outcome.FAILED);
    }
  }

  static Stream<Arguments> seeds() throws IOException {
    return FuzzedModels.seeds().stream().map(file -> Arguments.of((Object) file));
  }
}
