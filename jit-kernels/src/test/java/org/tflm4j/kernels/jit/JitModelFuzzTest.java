/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIf;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.conformance.mutation.BoundedRun;
import org.tflm4j.conformance.mutation.CorpusModels;
import org.tflm4j.conformance.mutation.MutationCampaign.NamedModel;
import org.tflm4j.conformance.mutation.Mutator;
import org.tflm4j.conformance.mutation.Outcome;
import org.tflm4j.interpreter.KernelProviders;

/**
 * Models that a verifier of flatbuffers accepts and whose meaning is wrong, as machine code: the
 * fuzzer chooses a model and which of its shapes, types, indices, quantization parameters, options
 * and axes get which values. In turn on the heap and between pages that nobody may touch.
 */
@EnabledIf("org.tflm4j.kernels.jit.Processor#hasKernels")
class JitModelFuzzTest {
  private static final int ARENA = 1 << 15;
  private static final int MAX_CHANGES = 6;
  private static final BoundedRun BOUNDED = new BoundedRun(ARENA);
  private static final List<List<KernelProvider>> CHAINS = new ArrayList<>();
  private static final List<NamedModel> MODELS;
  private static final List<Mutator> MUTATORS = new ArrayList<>();

  static {
    KernelProvider jit = KernelProviders.load().named("jit").getFirst();
    KernelProvider reference = KernelProviders.load().named("reference").getFirst();
    CHAINS.add(List.of(jit, reference));
    CHAINS.add(List.of(new PageGuards(jit, false), reference));
    CHAINS.add(List.of(new PageGuards(jit, true), reference));
    try {
      MODELS = CorpusModels.smallestOfEachOperator();
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
    MODELS.forEach(model -> MUTATORS.add(new Mutator(model.file())));
  }

  @FuzzTest(maxDuration = "12h", maxExecutions = 1_000_000)
  void anyMeaningIsRefusedOrRuns(FuzzedDataProvider data) {
    int chosen = data.consumeInt(0, MODELS.size() - 1);
    byte[] mutant = MODELS.get(chosen).file().clone();
    for (int changes = 0; changes < MAX_CHANGES && data.remainingBytes() > 0; changes++) {
      MUTATORS.get(chosen).changeMeaning(mutant, (from, end) -> data.consumeInt(from, end - 1));
    }
    for (List<KernelProvider> chain : CHAINS) {
      assertThat(BOUNDED.run(mutant, chain, 1)).isNotEqualTo(Outcome.FAILED);
    }
  }
}
