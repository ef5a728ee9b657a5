/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.interpreter.graph.PreparedModel;
import org.tflm4j.interpreter.memory.SearchingMemoryPlanner;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.ModelProblem;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.model.Provenance;
import org.tflm4j.interpreter.model.Subgraph;
import org.tflm4j.interpreter.schema.ModelReader;
import org.tflm4j.interpreter.selection.KernelSelection;

/**
 * Checks a model without running it and lists every problem at once. It goes on where an
 * interpreter must stop: after a table that cannot be read with the rest of the file, after a
 * missing or refused operator with the next one, whose inputs are as the file describes them.
 */
public final class ModelValidator {
  private final OpResolver resolver;
  private final List<KernelProvider> providers;

  /**
   * What was found.
   *
   * @param problems everything that is wrong, empty for a model that can run
   * @param operators how many operators could be read
   * @param registered those of them that are registered, by where they come from
   * @param arenaBytes the smallest arena for the model, 0 for one that cannot run
   */
  public record Result(
      List<ModelProblem> problems,
      int operators,
      Map<Provenance, List<OperatorNode>> registered,
      long arenaBytes) {
    /** Makes the result for a file of which nothing could be read. */
    public static Result unreadable(List<ModelProblem> problems) {
      return new Result(problems, 0, Map.of(), 0);
    }

    /** Returns the registered operators that come from there, in the order of the file. */
    public List<OperatorNode> registered(Provenance provenance) {
      return registered.getOrDefault(provenance, List.of());
    }

    /** Returns true if the model can run. */
    public boolean isValid() {
      return problems.isEmpty();
    }
  }

  /** Creates a validator for an application with this resolver and the best kernel providers. */
  public ModelValidator(OpResolver resolver) {
    this(resolver, KernelProviders.load().best());
  }

  /** Creates a validator for an application with this resolver and these kernel providers. */
  public ModelValidator(OpResolver resolver, List<KernelProvider> providers) {
    this.resolver = resolver;
    this.providers = List.copyOf(providers);
  }

  /** Checks the bytes of a model, whatever they are. */
  public Result validate(byte[] file) {
    ModelReader.Draft draft = ModelReader.draft(file);
    List<ModelProblem> problems = new ArrayList<>(draft.problems());
    if (draft.contents() == null) {
      return Result.unreadable(problems);
    }
    int operators = draft.contents().subgraphs().stream().mapToInt(s -> s.operators().size()).sum();
    long arenaBytes = 0;
    try {
      Model model = Model.ofDraft(file, draft);
      PreparedModel.Draft prepared =
          PreparedModel.draft(model, resolver, PreparedModel.MAX_NESTING);
      problems.addAll(prepared.problems());
      ControlFlow controlFlow = new ControlFlow(prepared.model(), 0);
      KernelSelection selection =
          KernelSelection.of(
              prepared.model(),
              providers,
              model.kernels(),
              controlFlow::kernel,
              !OfflinePlan.isIn(model));
      if (problems.isEmpty()) {
        ArenaLayout layout =
            new ArenaLayout(prepared.model(), selection, new SearchingMemoryPlanner(), false, true);
        arenaBytes = layout.nonPersistentBytes() + layout.persistentBytes();
      }
    } catch (ModelException e) {
      problems.addAll(e.details());
    }
    return new Result(
        List.copyOf(problems), operators, registered(draft.contents().subgraphs()), arenaBytes);
  }

  private Map<Provenance, List<OperatorNode>> registered(List<Subgraph> subgraphs) {
    Map<Provenance, List<OperatorNode>> registered = new EnumMap<>(Provenance.class);
    for (Subgraph subgraph : subgraphs) {
      for (OperatorNode node : subgraph.operators()) {
        resolver
            .find(node)
            .ifPresent(registration ->
                registered
                    .computeIfAbsent(registration.provenance(), provenance -> new ArrayList<>())
                    .add(node));
      }
    }
    return Collections.unmodifiableMap(registered);
  }
}
