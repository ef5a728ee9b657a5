/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tflm4j.conformance.ConformanceCase;
import org.tflm4j.conformance.Corpus;
import org.tflm4j.conformance.mutation.MutationCampaign.NamedModel;

/** Good models of the bundled corpus, to be broken. */
public final class CorpusModels {
  private CorpusModels() {}

  /** Returns the smallest model of each operator and type. */
  public static List<NamedModel> smallestOfEachOperator() throws IOException {
    Map<String, NamedModel> smallest = new LinkedHashMap<>();
    try (Corpus corpus = Corpus.open()) {
      for (ConformanceCase conformanceCase : corpus.cases()) {
        if (!conformanceCase.mustBeRefused()) {
          smallest.merge(
              conformanceCase.op() + " " + conformanceCase.type(),
              new NamedModel(conformanceCase.id(), Files.readAllBytes(conformanceCase.model())),
              (a, b) -> a.file().length <= b.file().length ? a : b);
        }
      }
    }
    return List.copyOf(smallest.values());
  }
}
