/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.OpResolver.Registration;
import org.tflm4j.interpreter.prepare.ControlFlowOp;
import org.tflm4j.interpreter.prepare.PrepareContext;
import org.tflm4j.interpreter.schema.ModelException;
import org.tflm4j.interpreter.schema.ModelProblem;
import org.tflm4j.interpreter.schema.ModelProblem.Kind;
import org.tflm4j.interpreter.schema.OperatorNode;
import org.tflm4j.interpreter.schema.Subgraph;

/**
 * A model made ready: every operator checked, its record made and its kernel chosen. All problems
 * are gathered and reported at once.
 */
final class Preparation {
  /** Enough to see what is wrong; a broken file can have millions. */
  private static final int MAX_PROBLEMS = 100;

  private final Model model;
  private final OpResolver resolver;
  private final List<KernelProvider> providers;
  private final ControlFlow controlFlow;
  private final List<ModelProblem> problems = new ArrayList<>();
  private final TensorSpec[][] tensors;

  /** Tensors whose shape may not change any more, since an operator was prepared with it. */
  private final boolean[][] settled;

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
    verifyGraphs();
    this.tensors = new TensorSpec[model.subgraphs().size()][];
    this.settled = new boolean[model.subgraphs().size()][];
    for (Subgraph subgraph : model.subgraphs()) {
      tensors[subgraph.index()] = subgraph.tensors().toArray(TensorSpec[]::new);
      settled[subgraph.index()] = new boolean[subgraph.tensors().size()];
      for (int input : subgraph.inputs()) {
        settled[subgraph.index()][input] = true;
      }
    }
    for (Subgraph subgraph : model.subgraphs()) {
      operators.add(prepare(subgraph));
    }
    failIfProblems();
    verifyWhole();
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
    Map<String, List<OperatorNode>> missing = new LinkedHashMap<>();
    for (Subgraph subgraph : model.subgraphs()) {
      for (OperatorNode node : subgraph.operators()) {
        if (!model.damage().touches(node) && resolver.find(node) == null) {
          missing.computeIfAbsent(node.name(), name -> new ArrayList<>()).add(node);
        }
      }
    }
    missing.forEach((name, places) -> problems.add(missing(name, places)));
  }

  private static ModelProblem missing(String name, List<OperatorNode> places) {
    OperatorNode first = places.getFirst();
    Kind kind = OpResolver.all().knows(name) ? Kind.UNREGISTERED_OPERATOR : Kind.MISSING_OPERATOR;
    return ModelProblem.of(
            kind,
            "operator "
                + name
                + " is not registered ("
                + (places.size() == 1 ? "" : places.size() + " times, first ")
                + first.label()
                + ")")
        .at(first);
  }

  private void verifyGraphs() {
    try {
      problems.addAll(
          GraphVerifier.problems(model.subgraphs(), model.damage(), controlFlow.maxNesting()));
    } catch (ModelException e) {
      // The options that name the called subgraphs can not be read.
      problems.addAll(e.details());
    }
  }

  /** Goes on after an operator that is refused: its outputs are as the file has them. */
  private List<PreparedOperator> prepare(Subgraph subgraph) {
    List<PreparedOperator> prepared = new ArrayList<>();
    for (OperatorNode node : subgraph.operators()) {
      if (problems.size() >= MAX_PROBLEMS) {
        break;
      }
      if (model.damage().touches(node) || resolver.find(node) == null) {
        continue;
      }
      try {
        prepared.add(prepare(node));
      } catch (ModelException e) {
        for (ModelProblem problem : e.details()) {
          problems.add(TypeProblem.explained(problem.at(node), node, tensors[subgraph.index()]));
        }
      }
    }
    return prepared;
  }

  /** Checks what needs the shapes that all operators have set. */
  private void verifyWhole() {
    problems.addAll(controlFlow.problems());
    CallVerifier calls = new CallVerifier(model.subgraphs(), tensors);
    for (List<PreparedOperator> subgraph : operators) {
      for (PreparedOperator operator : subgraph) {
        try {
          calls.verify(operator.node(), operator.op());
        } catch (ModelException e) {
          problems.addAll(e.details());
        }
      }
    }
  }

  private PreparedOperator prepare(OperatorNode node) {
    Registration registration = resolver.find(node);
    TensorSpec[] specs = tensors[node.subgraph()];
    List<TensorSpec> declared = specs(specs, node.outputs());
    Op op = operator(node, registration, specs);
    KernelRequest request =
        new KernelRequest(op, specs(specs, node.inputs()), specs(specs, node.outputs()));
    requireElements(node, request.outputs());
    requireSettled(node, declared);
    if (op instanceof ControlFlowOp own) {
      return new PreparedOperator(
          node, op, controlFlow.kernel(node, own, request), "interpreter", List.of());
    }
    if (registration.kernels() != null) {
      KernelAnswer answer =
          ask(
              registration.kernels(),
              node,
              registration,
              request,
              () -> applicationKernel(node, registration.kernels(), request));
      return new PreparedOperator(
          node, op, ((KernelAnswer.Accepted) answer).kernel(), "application", List.of());
    }
    return choose(node, registration, request);
  }

  private Op operator(OperatorNode node, Registration registration, TensorSpec[] specs) {
    try {
      return registration
          .preparer()
          .prepare(new PrepareContext(model.subgraphs(), node, specs, model.bytes()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Values of the model that the API refuses: a multiplier that is infinite, for example.
      throw new ModelException(ModelProblem.of(Kind.OPERATOR, node, e.getMessage()), e);
    }
  }

  /** Refuses to set the shape of an output that operators have been prepared with already. */
  private void requireSettled(OperatorNode node, List<TensorSpec> declared) {
    TensorSpec[] specs = tensors[node.subgraph()];
    boolean[] subgraphSettled = settled[node.subgraph()];
    for (TensorSpec output : declared) {
      if (subgraphSettled[output.index()] && specs[output.index()] != output) {
        throw new ModelException(
            ModelProblem.of(
                Kind.GRAPH,
                node,
                "its output "
                    + output
                    + " would get the shape "
                    + specs[output.index()].shape()
                    + ", but is in use already"));
      }
      subgraphSettled[output.index()] = true;
    }
    for (int input : node.inputs()) {
      if (input >= 0) {
        subgraphSettled[input] = true;
      }
    }
  }

  /**
   * Refuses outputs with a dimension of 0, which stand for shapes that are known only at run time.
   * The shape [0] is an old way to write a scalar.
   */
  private static void requireElements(OperatorNode node, List<TensorSpec> outputs) {
    for (TensorSpec output : outputs) {
      if (output.elementCount() == 0 && output.shape().rank() > 1) {
        throw new ModelException(
            ModelProblem.of(
                Kind.DYNAMIC_SHAPE,
                node,
                "its output " + output + " has no elements; shapes must be fixed"));
      }
    }
  }

  private PreparedOperator choose(
      OperatorNode node, Registration registration, KernelRequest request) {
    List<String> declined = new ArrayList<>();
    for (KernelProvider provider : providers) {
      // Every look-up makes providers anew, so class and name stand for them.
      KernelAnswer answer =
          ask(
              List.of(provider.getClass(), provider.name()),
              node,
              registration,
              request,
              () -> GuardedProvider.ask(provider, request, model.budget()));
      switch (answer) {
        case KernelAnswer.Accepted accepted -> {
          return new PreparedOperator(
              node, request.op(), accepted.kernel(), provider.name(), List.copyOf(declined));
        }
        case KernelAnswer.Declined(var reason) -> declined.add(provider.name() + ": " + reason);
      }
    }
    throw new ModelException(
        ModelProblem.of(
            Kind.NO_KERNEL,
            node,
            "no provider has a kernel for it: " + String.join("; ", declined)));
  }

  /** What the application's own factory throws is for the application to see. */
  private static KernelAnswer applicationKernel(
      OperatorNode node, OpResolver.KernelFactory factory, KernelRequest request) {
    Kernel kernel = factory.create(request);
    String problem = kernel == null ? "is null" : KernelBudget.problem(kernel.memory());
    if (problem != null) {
      throw new IllegalStateException(
          node.label() + ": the kernel that the application's factory made " + problem);
    }
    return KernelAnswer.of(kernel);
  }

  private KernelAnswer ask(
      Object maker,
      OperatorNode node,
      Registration registration,
      KernelRequest request,
      Supplier<KernelAnswer> question) {
    List<Shape> shapes =
        Stream.concat(request.inputs().stream(), request.outputs().stream())
            .filter(Objects::nonNull)
            .map(TensorSpec::shape)
            .toList();
    return model.kernel(
        new Model.KernelKey(maker, node.subgraph(), node.index(), registration.preparer(), shapes),
        question);
  }

  private static List<TensorSpec> specs(TensorSpec[] tensors, int[] indices) {
    return Arrays.stream(indices).mapToObj(index -> index < 0 ? null : tensors[index]).toList();
  }
}
