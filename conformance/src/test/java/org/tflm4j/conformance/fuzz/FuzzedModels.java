/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.fuzz;

import java.io.IOException;
import java.util.List;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.conformance.mutation.BoundedRun;
import org.tflm4j.conformance.mutation.CorpusModels;
import org.tflm4j.conformance.mutation.MutationCampaign.NamedModel;
import org.tflm4j.conformance.mutation.Outcome;
import org.tflm4j.interpreter.KernelProviders;

/** What the fuzz tests share: the models that they start from, and how they run them. */
final class FuzzedModels {
  private static final int ARENA = 1 << 15;

  /** The reference kernels, which a fuzzer can instrument without slowing them down much. */
  private static final List<KernelProvider> PROVIDERS = KernelProviders.load().named("reference");

  private static final BoundedRun BOUNDED = new BoundedRun(ARENA);

  private FuzzedModels() {}

  static Outcome run(byte[] file) {
    return BOUNDED.run(file, PROVIDERS, 1);
  }

  /** Returns the smallest model of each operator and type of the corpus. */
  static List<byte[]> seeds() throws IOException {
    return CorpusModels.smallestOfEachOperator().stream().map(NamedModel::file).toList();
  }
}
