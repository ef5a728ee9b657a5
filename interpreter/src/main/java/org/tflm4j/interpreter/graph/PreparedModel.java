/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.OpResolver.Registration;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.ModelProblem;
import org.tflm4j.interpreter.model.ModelProblem.Kind;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.model.Subgraph;
import org.tflm4j.interpreter.model.TensorIndices;
import org.tflm4j.interpreter.prepare.ControlFlowOp.VarHandle;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * A model made ready: every operator checked and its record made, the shapes of all tensors known.
 * No kernel is chosen and no memory planned, so whoever writes code for a model, or studies it, can
 * walk through this alone. Immutable.
 *
 * <pre>{@code
 * PreparedModel prepared = PreparedModel.of(Model.load(file), OpResolver.all());
 * for (PreparedOperator operator : prepared.operators(0)) {
 *   generate(operator.op(), operator.inputs(), operator.outputs());
 * }
 * }</pre>
 */
public final class PreparedModel {
  /** How deep IF, WHILE and CALL_ONCE may nest at most: subgraphs in subgraphs take stack. */
  public static final int MAX_NESTING = 64;

  /** Enough to see what is wrong; a broken file can have millions. */
  private static final int MAX_PROBLEMS = 100;

  private final Model model;
  private final OpResolver resolver;
  private final TensorSpec[][] tensors;

  /** Tensors whose shape may not change any more, since an operator was prepared with it. */
  private final boolean[][] settled;

  private final List<List<PreparedOperator>> operators = new ArrayList<>();
  private final VariableTable variables = new VariableTable();

  /** The operands of each subgraph, once the whole model is prepared without a problem. */
  private final List<VariableOperands> operands = new ArrayList<>();

  /**
   * As much of a model as could be prepared.
   *
   * @param model without the operators that are refused
   * @param problems everything that is wrong, empty for a model that can run
   */
  public record Draft(PreparedModel model, List<ModelProblem> problems) {}

  private PreparedModel(Model model, OpResolver resolver) {
    this.model = model;
    this.resolver = resolver;
    this.tensors = new TensorSpec[model.subgraphs().size()][];
    this.settled = new boolean[model.subgraphs().size()][];
    for (Subgraph subgraph : model.subgraphs()) {
      boolean[] inputs = new boolean[subgraph.tensors().size()];
      subgraph.inputs().stream().forEach(input -> inputs[input] = true);
      settled[subgraph.index()] = inputs;
      tensors[subgraph.index()] = subgraph.tensors().toArray(TensorSpec[]::new);
    }
  }

  /**
   * Prepares all subgraphs of a model.
   *
   * @throws ModelException with every problem found
   */
  public static PreparedModel of(Model model, OpResolver resolver) {
    return of(model, resolver, MAX_NESTING);
  }

  /**
   * Prepares all subgraphs of a model whose control flow may not nest deeper than {@code
   * maxNesting}: how many subgraphs may be open at a time, the main one included.
   *
   * @throws ModelException with every problem found
   */
  public static PreparedModel of(Model model, OpResolver resolver, int maxNesting) {
    Draft draft = draft(model, resolver, maxNesting);
    if (!draft.problems().isEmpty()) {
      throw new ModelException(draft.problems());
    }
    return draft.model();
  }

  /** Prepares as much of a model as can be prepared, to find all its problems. */
  public static Draft draft(Model model, OpResolver resolver, int maxNesting) {
    PreparedModel prepared = new PreparedModel(model, resolver);
    List<ModelProblem> problems = prepared.missingOperators();
    prepared.verifyGraphs(maxNesting, problems);
    for (Subgraph subgraph : model.subgraphs()) {
      prepared.operators.add(prepared.prepare(subgraph, problems));
    }
    if (problems.isEmpty()) {
      prepared.verifyWhole(problems);
    }
    if (problems.isEmpty()) {
      prepared.makeVariablesOperands();
    }
    return new Draft(prepared, List.copyOf(problems));
  }

  /** Returns the model that was prepared. */
  public Model model() {
    return model;
  }

  /**
   * Returns the tensors of a subgraph by index, with the shapes that operators gave to those whose
   * shape the file leaves open.
   */
  public List<TensorSpec> tensors(int subgraph) {
    return List.of(tensors[subgraph]);
  }

  /**
   * Returns the tensors that the operators of a subgraph read and write: those of the subgraph by
   * index, and behind them the resource variables that its READ_VARIABLE and ASSIGN_VARIABLE copy,
   * if the model has no problems.
   */
  public List<TensorSpec> operands(int subgraph) {
    return operands.isEmpty() ? tensors(subgraph) : operands.get(subgraph).operands();
  }

  /** Returns the ids of the resource variables among the operands of a subgraph, in their order. */
  public List<Integer> variableOperands(int subgraph) {
    return operands.isEmpty() ? List.of() : operands.get(subgraph).ids();
  }

  /** Returns the operators of a subgraph in the order of execution. */
  public List<PreparedOperator> operators(int subgraph) {
    return operators.get(subgraph);
  }

  /** Returns the resource variables by id. */
  public List<ResourceVariable> resourceVariables() {
    return variables.variables();
  }

  /**
   * Returns true if a VAR_HANDLE writes the same handle in every invocation, where nothing else
   * writes.
   */
  public boolean keepsHandle(PreparedOperator varHandle) {
    return operands
        .get(varHandle.node().subgraph())
        .isConstantHandle(varHandle.outputs().get(VarHandle.HANDLE));
  }

  /** Returns the id of the resource variable whose handle a VAR_HANDLE of this model writes. */
  public int resourceVariable(VarHandle handle) {
    return variables.id(handle);
  }

  /** Names every operator that is not registered, once each, with the places that use it. */
  private List<ModelProblem> missingOperators() {
    Map<String, List<OperatorNode>> missing = new LinkedHashMap<>();
    for (Subgraph subgraph : model.subgraphs()) {
      for (OperatorNode node : subgraph.operators()) {
        if (!node.damaged() && resolver.find(node).isEmpty()) {
          missing.computeIfAbsent(node.name(), name -> new ArrayList<>()).add(node);
        }
      }
    }
    List<ModelProblem> problems = new ArrayList<>();
    missing.forEach((name, places) -> problems.add(missing(name, places)));
    return problems;
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

  private void verifyGraphs(int maxNesting, List<ModelProblem> problems) {
    try {
      problems.addAll(GraphVerifier.problems(model.subgraphs(), maxNesting));
    } catch (ModelException e) {
      // The options that name the called subgraphs cannot be read.
      problems.addAll(e.details());
    }
  }

  /** Goes on after an operator that is refused: its outputs are as the file has them. */
  private List<PreparedOperator> prepare(Subgraph subgraph, List<ModelProblem> problems) {
    List<PreparedOperator> prepared = new ArrayList<>();
    for (OperatorNode node : subgraph.operators()) {
      if (problems.size() >= MAX_PROBLEMS) {
        break;
      }
      Registration registration = node.damaged() ? null : resolver.find(node).orElse(null);
      if (registration == null) {
        continue;
      }
      try {
        prepared.add(prepare(node, registration));
      } catch (ModelException e) {
        for (ModelProblem problem : e.details()) {
          problems.add(TypeProblem.explained(problem.at(node), node, tensors[subgraph.index()]));
        }
      }
    }
    return List.copyOf(prepared);
  }

  /** Checks what needs the shapes that all operators have set. */
  private void verifyWhole(List<ModelProblem> problems) {
    problems.addAll(variables.problems());
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

  /** Known resource variables become operands of the operators that copy them. */
  private void makeVariablesOperands() {
    for (int subgraph = 0; subgraph < tensors.length; subgraph++) {
      VariableOperands subgraphOperands =
          new VariableOperands(
              variables,
              model.subgraphs().get(subgraph),
              tensors(subgraph),
              operators.get(subgraph));
      operators.set(
          subgraph, operators.get(subgraph).stream().map(subgraphOperands::withVariable).toList());
      operands.add(subgraphOperands);
    }
  }

  private PreparedOperator prepare(OperatorNode node, Registration registration) {
    TensorSpec[] specs = tensors[node.subgraph()];
    List<TensorSpec> declared = specs(specs, node.outputs());
    Op op = operator(node, registration, specs);
    PreparedOperator prepared =
        new PreparedOperator(
            node, op, specs(specs, node.inputs()), specs(specs, node.outputs()), registration);
    requireElements(node, prepared.outputs());
    requireSettled(node, declared);
    variables.add(prepared);
    return prepared;
  }

  private Op operator(OperatorNode node, Registration registration, TensorSpec[] specs) {
    try {
      return registration.preparer().prepare(new PrepareContext(model.subgraphs(), node, specs));
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
    node.inputs().stream()
        .filter(input -> input >= 0)
        .forEach(input -> subgraphSettled[input] = true);
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

  private static List<TensorSpec> specs(TensorSpec[] tensors, TensorIndices indices) {
    return indices.stream().mapToObj(index -> index < 0 ? null : tensors[index]).toList();
  }
}
