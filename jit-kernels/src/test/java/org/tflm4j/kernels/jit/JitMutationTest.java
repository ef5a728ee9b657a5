/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.conformance.mutation.CorpusModels;
import org.tflm4j.conformance.mutation.MutationCampaign;
import org.tflm4j.conformance.mutation.MutationCampaign.NamedModel;
import org.tflm4j.conformance.mutation.MutationReport;
import org.tflm4j.conformance.mutation.Outcome;
import org.tflm4j.interpreter.KernelProviders;

/**
 * Broken versions of good models, as machine code: on the heap, and between pages that nobody may
 * touch. Whatever is prepared must be safe to run.
 */
@EnabledIf("org.tflm4j.kernels.jit.Processor#hasKernels")
class JitMutationTest {
  /** Mutants of each model; the system property asks for more. */
  private static final int MUTANTS = Integer.getInteger("tflm4j.mutations", 30);

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ARENA = 1 << 18;

  @Test
  void mutantsOfEveryOperatorAreRefusedOrRun() throws Exception {
    List<NamedModel> models = CorpusModels.smallestOfEachOperator();
    KernelProvider jit = KernelProviders.load().named("jit").getFirst();
    KernelProvider reference = KernelProviders.load().named("reference").getFirst();
    List<List<KernelProvider>> chains =
        List.of(
            List.of(jit, reference),
            List.of(new PageGuards(jit, false), reference),
            List.of(new PageGuards(jit, true), reference));

    MutationReport report =
        new MutationCampaign(List.of(models), chains, ARENA, LIMIT)
            .run(
                Long.getLong("tflm4j.mutations.seed", 0),
                MUTANTS * models.size(),
                failure -> {},
                () -> {});

    System.out.println("mutants on jit: " + report.counts() + ", slowest " + report.slowest());
    assertThat(report.failures()).isEmpty();
    assertThat(report.counts().get(Outcome.RAN)).isGreaterThan(report.mutants() / 20);
  }
}
