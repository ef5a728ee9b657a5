/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.mutation.MutationCampaign.NamedModel;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.model.BuiltinOperator;

/**
 * Broken versions of good models. Whatever the bytes, only a {@code ModelException} and an {@code
 * ArenaTooSmallException} come out of reading, preparing and running a model, and it ends.
 */
class MutationTest {
  /**
   * Mutations of each operator's model; the system property of this name asks for more, at night.
   */
  private static final int MUTATIONS = Integer.getInteger("tflm4j.mutations", 60);

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ARENA = 1 << 18;

  private final List<KernelProvider> best = KernelProviders.load().best();
  private final List<KernelProvider> reference = KernelProviders.load().named("reference");
  private final BoundedRun bounded = new BoundedRun(ARENA);

  /** A model of one small layer. */
  private static byte[] dense() {
    ModelBuilder model = new ModelBuilder().description("dense");
    GraphBuilder graph = model.graph();
    graph.tensor("x", TensorType.INT8, 1, 3).quantization(0.5f, 1);
    graph
        .tensor("w", TensorType.INT8, 2, 3)
        .quantization(0.25f, 0)
        .data(new byte[] {1, 2, 3, 4, 5, 6});
    graph.tensor("y", TensorType.INT8, 1, 2).quantization(1f, -1);
    graph.inputs(0).outputs(2);
    graph.operator(
        BuiltinOperator.FULLY_CONNECTED,
        OptionsBuilder.of(OptionsType.FULLY_CONNECTED).int8(0, 1),
        new int[] {0, 1},
        2);
    return model.build();
  }

  private void run(byte[] file, long seed) {
    try {
      assertThat(bounded.run(file, (seed & 1) == 0 ? reference : best, seed))
          .isNotEqualTo(Outcome.FAILED);
    } catch (RuntimeException e) {
      throw new AssertionError("mutant " + seed + ": " + e, e);
    }
  }

  @Test
  void aModelCutOffAnywhereIsRefusedOrRuns() {
    byte[] file = dense();
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (int length = 0; length < file.length; length++) {
            run(Arrays.copyOf(file, length), length);
          }
        });
  }

  /** Every byte of a model, set to some other values. */
  @Test
  void aModelWithAnyByteChangedIsRefusedOrRuns() {
    byte[] file = dense();
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          SplittableRandom random = new SplittableRandom(5);
          for (int at = 0; at < file.length; at++) {
            for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF, file[at] + 1, random.nextInt()}) {
              byte[] mutated = file.clone();
              mutated[at] = (byte) value;
              run(mutated, at);
            }
          }
        });
  }

  /** The smallest model of each operator and type of the corpus, on each provider in turn. */
  @Test
  void mutantsOfEveryOperatorAreRefusedOrRun() throws Exception {
    List<NamedModel> models = CorpusModels.smallestOfEachOperator();
    MutationReport report =
        new MutationCampaign(List.of(models), List.of(best, reference), ARENA, LIMIT)
            .run(0, MUTATIONS * models.size(), failure -> {}, () -> {});

    assertThat(report.failures()).isEmpty();
    assertThat(report.mutants()).isEqualTo((long) MUTATIONS * models.size());
    // A mutator that only makes garbage would test the reader alone.
    assertThat(report.counts().get(Outcome.RAN)).isGreaterThan(report.mutants() / 20);
    assertThat(report.counts().get(Outcome.REFUSED_READING)).isGreaterThan(report.mutants() / 20);
    assertThat(report.counts().get(Outcome.REFUSED_PREPARING)).isGreaterThan(report.mutants() / 20);
  }

  @Test
  void theSameSeedGivesTheSameMutant() {
    byte[] file = dense();
    for (long seed = 0; seed < 20; seed++) {
      assertThat(new Mutator(file).mutant(seed)).isEqualTo(new Mutator(file).mutant(seed));
    }
    assertThat(new Mutator(file).mutant(1)).isNotEqualTo(new Mutator(file).mutant(2));
  }

  /** What fails and what does not end is found: by an operator that does so. */
  @Test
  void aCampaignReportsWhatFails() throws Exception {
    KernelProvider failing = new FailingProvider();
    MutationReport report =
        new MutationCampaign(
                List.of(List.of(new NamedModel("dense", dense()))),
                List.of(List.of(failing)),
                ARENA,
                LIMIT)
            .run(0, 40, failure -> {}, () -> {});

    assertThat(report.failures()).isNotEmpty();
    assertThat(report.counts().get(Outcome.FAILED)).isEqualTo(report.failures().size());
    assertThat(report.failures().getFirst().toString()).contains("dense, mutant", "out of order");
  }

  /** A provider whose kernels fail. */
  private static final class FailingProvider implements KernelProvider {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    public int priority() {
      return 1;
    }

    @Override
    public KernelAnswer kernelFor(KernelRequest request) {
      return KernelAnswer.of(context -> {
        throw new IllegalStateException("out of order");
      });
    }
  }
}
