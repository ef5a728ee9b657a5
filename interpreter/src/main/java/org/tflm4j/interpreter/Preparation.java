/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.OpResolver.Registration;
import org.tflm4j.interpreter.prepare.PrepareContext;
import org.tflm4j.interpreter.schema.ModelException;
import org.tflm4j.interpreter.schema.OperatorNode;
import org.tflm4j.interpreter.schema.Subgraph;

/**
 * A model made ready: every operator checked, its record made and its kernel chosen. All problems
 * are gathered and reported at once.
 */
final class Preparation {
  private final Model model;
  private final OpResolver resolver;
  private final List<KernelProvider> providers;
  private final ControlFlow controlFlow;
  private final List<String> problems = new ArrayList<>();
  private final TensorSpec[][] tensors;
  private final List<List<PreparedOperator>> operators = new ArrayList<>();

  /**
   * Prepares all subgraphs of a model.
   *
   * @throws ModelException with every problem found
   */
  Preparation(
      Model model, OpResolver resolver, List<KernelProvider> providers, ControlFlow controlFlow) {
    this.model = model;
    this.resolver = resolver;
    this.providers = providers;
    this.controlFlow = controlFlow;
    requireOperators();
    GraphVerifier.verify(model.subgraphs());
    this.tensors = new TensorSpec[model.subgraphs().size()][];
    for (Subgraph subgraph : model.subgraphs()) {
      tensors[subgraph.index()] = subgraph.tensors().toArray(TensorSpec[]::new);
    }
    for (Subgraph subgraph : model.subgraphs()) {
      operators.add(prepare(subgraph));
    }
    failIfProblems();
  }

  /** Returns the tensors of a subgraph, with the shapes that operators set. */
  TensorSpec[] tensors(int subgraph) {
    return tensors[subgraph];
  }

  /** Returns the operators of a subgraph in the order of execution. */
  List<PreparedOperator> operators(int subgraph) {
    return operators.get(subgraph);
  }

  private void failIfProblems() {
    if (!problems.isEmpty()) {
      throw new ModelException(problems);
    }
  }

  /** Names every operator that is not registered, once each, with the places that use it. */
  private void requireOperators() {
    Map<String, List<String>> missing = new LinkedHashMap<>();
    for (Subgraph subgraph : model.subgraphs()) {
      for (OperatorNode node : subgraph.operators()) {
        if (resolver.find(node) == null) {
          missing.computeIfAbsent(node.name(), name -> new ArrayList<>()).add(node.label());
        }
      }
    }
    missing.forEach((name, places) ->
        problems.add(
            "operator "
                + name
                + " is not registered ("
                + (places.size() == 1
                    ? places.getFirst()
                    : places.size() + " times, first " + places.getFirst())
                + "); "
                + remedy(name)));
    failIfProblems();
  }

  private static String remedy(String name) {
    return OpResolver.all().knows(name)
        ? "add it to the OpResolver, or use OpResolver.all()"
        : "TensorFlow Lite Micro does not have it; convert the model without it, or register it with"
            + " OpResolver.Builder.addCustom if it is your own";
  }

  private List<PreparedOperator> prepare(Subgraph subgraph) {
    List<PreparedOperator> prepared = new ArrayList<>();
    for (OperatorNode node : subgraph.operators()) {
      try {
        prepared.add(prepare(node));
      } catch (ModelException e) {
        problems.addAll(e.problems());
      }
    }
    return prepared;
  }

  private PreparedOperator prepare(OperatorNode node) {
    Registration registration = resolver.find(node);
    TensorSpec[] specs = tensors[node.subgraph()];
    Op op =
        registration
            .preparer()
            .prepare(new PrepareContext(model.subgraphs(), node, specs, model.bytes()));
    KernelRequest request =
        new KernelRequest(op, specs(specs, node.inputs()), specs(specs, node.outputs()));
    if (ControlFlow.runs(op)) {
      return new PreparedOperator(
          node, op, controlFlow.kernel(op, request), "interpreter", List.of());
    }
    if (registration.kernels() != null) {
      KernelAnswer answer =
          ask(
              registration.kernels().getClass(),
              node,
              registration,
              () -> KernelAnswer.of(registration.kernels().create(request)));
      return new PreparedOperator(
          node, op, ((KernelAnswer.Accepted) answer).kernel(), "application", List.of());
    }
    return choose(node, registration, request);
  }

  private PreparedOperator choose(
      OperatorNode node, Registration registration, KernelRequest request) {
    List<String> declined = new ArrayList<>();
    for (KernelProvider provider : providers) {
      KernelAnswer answer =
          ask(provider.getClass(), node, registration, () -> provider.kernelFor(request));
      switch (answer) {
        case KernelAnswer.Accepted(var kernel) -> {
          return new PreparedOperator(
              node, request.op(), kernel, provider.name(), List.copyOf(declined));
        }
        case KernelAnswer.Declined(var reason) -> declined.add(provider.name() + ": " + reason);
      }
    }
    throw new ModelException(
        node.label() + ": no provider has a kernel for it: " + String.join("; ", declined));
  }

  private KernelAnswer ask(
      Class<?> maker,
      OperatorNode node,
      Registration registration,
      java.util.function.Supplier<KernelAnswer> question) {
    return model.kernel(
        new Model.KernelKey(maker, node.subgraph(), node.index(), registration.preparer()),
        question);
  }

  private static List<TensorSpec> specs(TensorSpec[] tensors, int[] indices) {
    return Arrays.stream(indices).mapToObj(index -> index < 0 ? null : tensors[index]).toList();
  }
}
