/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tflm4j.conformance.mutation.Mutator;
import org.tflm4j.conformance.mutation.Outcome;

/**
 * Models that a verifier of flatbuffers accepts and whose meaning is wrong: the fuzzer chooses a
 * model and which of its shapes, types, indices, quantization parameters, options and axes get
 * which values.
 */
class ModelMeaningFuzzTest {
  private static final int MAX_CHANGES = 6;
  private static final List<byte[]> MODELS = new ArrayList<>();
  private static final List<Mutator> MUTATORS = new ArrayList<>();

  static {
    try {
      MODELS.addAll(FuzzedModels.seeds());
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
    MODELS.forEach(model -> MUTATORS.add(new Mutator(model)));
  }

  @FuzzTest(maxDuration = "12h", maxExecutions = 1_000_000)
  void anyMeaningIsRefusedOrRuns(FuzzedDataProvider data) {
    int chosen = data.consumeInt(0, MODELS.size() - 1);
    byte[] mutant = MODELS.get(chosen).clone();
    for (int changes = 0; changes < MAX_CHANGES && data.remainingBytes() > 0; changes++) {
      MUTATORS.get(chosen).changeMeaning(mutant, (from, end) -> data.consumeInt(from, end - 1));
    }
    assertThat(FuzzedModels.run(mutant)).isNotEqualTo(Outcome.FAILED);
  }
}
