/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.model.TensorBuilder;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.InvokeStatus;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.graph.ScheduledKernel;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.model.ModelException;

class ControlFlowTest {
  private static Interpreter interpreter(ModelBuilder model) {
    return builder(model).build();
  }

  private static Interpreter.Builder builder(ModelBuilder model) {
    return Interpreter.builder(Model.of(model.build()), TestOperators.resolver().build());
  }

  private static OptionsBuilder branches(int thenSubgraph, int elseSubgraph) {
    return OptionsBuilder.of(OptionsType.IF).int32(0, thenSubgraph).int32(1, elseSubgraph);
  }

  private static OptionsBuilder loop(int condition, int body) {
    return OptionsBuilder.of(OptionsType.WHILE).int32(0, condition).int32(1, body);
  }

  /** IF over two subgraphs that each hand back one of their two inputs. */
  static final class Choice {
    final ModelBuilder model = new ModelBuilder();
    final GraphBuilder main = model.graph();
    final TensorBuilder condition = main.tensor("condition", BOOL, 1);
    final TensorBuilder a = main.tensor("a", INT32, 2);
    final TensorBuilder b = main.tensor("b", INT32, 2);
    final TensorBuilder chosen = main.tensor("chosen", INT32, 2);
    final GraphBuilder thenGraph = model.graph();
    final TensorBuilder thenA = thenGraph.tensor("a", INT32, 2);
    final TensorBuilder thenB = thenGraph.tensor("b", INT32, 1, 2);
    final GraphBuilder elseGraph = model.graph();
    final TensorBuilder elseA = elseGraph.tensor("a", INT32, 2);
    final TensorBuilder elseB = elseGraph.tensor("b", INT32, 2, 1);
    OptionsBuilder options = branches(1, 2);

    Choice() {
      main.inputs(0, 1, 2).outputs(3);
      thenGraph.inputs(0, 1).outputs(0);
      elseGraph.inputs(0, 1).outputs(1);
    }

    Interpreter build() {
      main.operator(BuiltinOperator.IF, options, new int[] {0, 1, 2}, 3);
      return interpreter(model);
    }
  }

  @Test
  void ifRunsOneBranch() {
    Interpreter interpreter = new Choice().build();
    for (int condition = 0; condition < 4; condition++) {
      interpreter.input(0).setInt8At(0, (byte) (condition % 2));
      interpreter.input(1).setInt32At(0, 10);
      interpreter.input(1).setInt32At(1, 11);
      interpreter.input(2).setInt32At(0, 20);
      interpreter.input(2).setInt32At(1, 21);
      interpreter.invoke();

      int expected = condition % 2 == 1 ? 10 : 20;
      assertThat(interpreter.output(0).int32At(0)).isEqualTo(expected);
      assertThat(interpreter.output(0).int32At(1)).isEqualTo(expected + 1);
    }
    assertThat(interpreter.kernels(0))
        .extracting(ScheduledKernel::provider)
        .containsExactly("interpreter");
  }

  private static Arguments broken(String message, Consumer<Choice> change) {
    return Arguments.of(message, change);
  }

  private static List<Arguments> brokenChoices() {
    return List.of(
        broken("\"condition\" INT8[1] has type INT8", c -> c.condition.type(INT8)),
        broken("has 2 elements, needs 1", c -> c.condition.shape(2)),
        broken("there is no subgraph 3, the model has 3", c -> c.options = branches(1, 3)),
        broken("there is no subgraph -1", c -> c.options = branches(-1, 2)),
        broken("subgraph 0 would run inside itself", c -> c.options = branches(0, 2)),
        broken(
            "subgraph 0 would run inside itself",
            c -> c.options = OptionsBuilder.of(OptionsType.IF)),
        broken("subgraph 1 has 1 inputs, but is given 2", c -> c.thenGraph.inputs(0)),
        broken("subgraph 2 has 3 inputs, but is given 2", c -> c.elseGraph.inputs(0, 1, 0)),
        broken("subgraph 1 has 0 outputs, but the operator has 1", c -> c.thenGraph.outputs()),
        broken("subgraph 2 has 2 outputs", c -> c.elseGraph.outputs(0, 1)),
        broken("goes to subgraph 1 as tensor 1 \"b\" INT32[3]", c -> c.thenB.shape(3)),
        broken("goes to subgraph 2 as tensor 0 \"a\" INT8[8]", c -> c.elseA.type(INT8).shape(8)),
        broken("tensor 1 \"b\" INT32[2, 1], is a constant", c -> c.elseB.data(1, 2)),
        broken(
            "its output tensor 0 \"a\" INT32[2] is never written", c -> c.thenGraph.inputs(1, 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenChoices")
  void ifRefusesWhatDoesNotFit(String message, Consumer<Choice> change) {
    Choice choice = new Choice();
    change.accept(choice);
    assertThatThrownBy(choice::build)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }

  @Test
  void ifRefusesAnAbsentInput() {
    Choice choice = new Choice();
    choice.main.operator(BuiltinOperator.IF, choice.options, new int[] {0, 1, -1}, 3);
    assertThatThrownBy(() -> interpreter(choice.model))
        .isInstanceOf(ModelException.class)
        .hasMessage("operator 0 IF: input 2 is missing");
  }

  /**
   * Adds a loop that counts n down to 0: values (BOOL more, INT32 n). Returns the indices of the
   * condition and the body.
   */
  private static OptionsBuilder countDown(ModelBuilder model) {
    GraphBuilder condition = model.graph();
    condition.tensor("more", BOOL, 1);
    condition.tensor("n", INT32, 1);
    condition.inputs(0, 1).outputs(0);
    GraphBuilder body = model.graph();
    body.tensor("more", BOOL, 1);
    body.tensor("n", INT32, 1);
    body.tensor("next more", BOOL, 1);
    body.tensor("next n", INT32, 1);
    body.inputs(0, 1).outputs(2, 3);
    body.custom(TestOperators.COUNT_DOWN, new byte[0], new int[] {1}, 2, 3);
    return loop(condition.index(), body.index());
  }

  static ModelBuilder loopModel() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    main.tensor("more", BOOL, 1);
    main.tensor("n", INT32, 1);
    main.tensor("last more", BOOL, 1);
    main.tensor("last n", INT32, 1);
    main.inputs(0, 1).outputs(2, 3);
    main.operator(BuiltinOperator.WHILE, countDown(model), new int[] {0, 1}, 2, 3);
    return model;
  }

  private static void run(Interpreter interpreter, int more, int n) {
    interpreter.input(0).setInt8At(0, (byte) more);
    interpreter.input(1).setInt32At(0, n);
    interpreter.invoke();
  }

  @Test
  void whileRunsUntilTheConditionIsFalse() {
    Interpreter interpreter = interpreter(loopModel());

    run(interpreter, 1, 1000);
    assertThat(interpreter.output(1).int32At(0)).isZero();

    run(interpreter, 0, 1000);
    assertThat(interpreter.output(0).int8At(0)).isZero();
    assertThat(interpreter.output(1).int32At(0)).isEqualTo(1000);
  }

  @Test
  void whileStopsAtTheLimitOfIterations() {
    Interpreter interpreter = builder(loopModel()).maxLoopIterations(100).build();

    run(interpreter, 1, 100);
    assertThatThrownBy(() -> run(interpreter, 1, 101))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("operator 0 WHILE: ")
        .hasMessageContaining("more than 100 iterations")
        .hasMessageContaining("maxLoopIterations");
    run(interpreter, 1, 100);
    assertThat(interpreter.output(1).int32At(0)).isZero();
  }

  @Test
  void anEndlessLoopEnds() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    main.tensor("x", BOOL, 1);
    main.tensor("y", BOOL, 1);
    main.operator(BuiltinOperator.WHILE, loop(1, 2), new int[] {0}, 1).inputs(0).outputs(1);
    for (int i = 0; i < 2; i++) {
      GraphBuilder same = model.graph();
      same.tensor("x", BOOL, 1);
      same.inputs(0).outputs(0);
    }
    Interpreter interpreter = interpreter(model);
    interpreter.input(0).setInt8At(0, (byte) 1);

    assertThatThrownBy(interpreter::invoke)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("more than 1000000 iterations");
  }

  /** The outer loop runs n times, each time an inner one from n to 0. */
  @Test
  void nestedLoopsShareTheLimit() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    GraphBuilder condition = model.graph();
    GraphBuilder body = model.graph();
    main.tensor("more", BOOL, 1);
    main.tensor("n", INT32, 1);
    main.tensor("last more", BOOL, 1);
    main.tensor("last n", INT32, 1);
    main.inputs(0, 1).outputs(2, 3);
    main.operator(BuiltinOperator.WHILE, loop(1, 2), new int[] {0, 1}, 2, 3);
    condition.tensor("more", BOOL, 1);
    condition.tensor("n", INT32, 1);
    condition.inputs(0, 1).outputs(0);
    body.tensor("more", BOOL, 1);
    body.tensor("n", INT32, 1);
    body.tensor("inner more", BOOL, 1);
    body.tensor("inner n", INT32, 1);
    body.tensor("next more", BOOL, 1);
    body.tensor("next n", INT32, 1);
    body.inputs(0, 1).outputs(4, 5);
    body.operator(BuiltinOperator.WHILE, countDown(model), new int[] {0, 1}, 2, 3);
    body.custom(TestOperators.COUNT_DOWN, new byte[0], new int[] {1}, 4, 5);
    int iterations = 10 + 10 + 9 + 8 + 7 + 6 + 5 + 4 + 3 + 2 + 1;

    run(builder(model).maxLoopIterations(iterations).build(), 1, 10);
    Interpreter tooFew = builder(model).maxLoopIterations(iterations - 1).build();
    assertThatThrownBy(() -> run(tooFew, 1, 10)).isInstanceOf(ModelException.class);
  }

  @Test
  void whileRefusesWhatDoesNotFit() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    main.tensor("n", INT32, 1);
    main.tensor("last n", INT32, 1);
    main.inputs(0).outputs(1);
    GraphBuilder condition = model.graph();
    condition.tensor("n", INT32, 1);
    condition.inputs(0).outputs(0);
    GraphBuilder body = model.graph();
    body.tensor("n", INT32, 1);
    body.inputs(0).outputs(0);
    main.operator(BuiltinOperator.WHILE, loop(1, 2), new int[] {0}, 1);
    assertThatThrownBy(() -> interpreter(model))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("operator 0 WHILE: the condition of subgraph 1")
        .hasMessageContaining("needs to be one BOOL");

    condition.outputs();
    assertThatThrownBy(() -> interpreter(model)).hasMessageContaining("has no output");

    main.operator(BuiltinOperator.WHILE, loop(1, 2), new int[] {0, 0}, 1);
    assertThatThrownBy(() -> interpreter(model))
        .hasMessageContaining("operator 1 WHILE: 1 outputs, needs 2");
  }

  /** CALL_ONCE of a subgraph that runs one custom operator on a constant flag. */
  static ModelBuilder callOnce(String operator, int flag) {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    main.tensor("x", INT32, 1);
    main.tensor("runs", INT32, 1);
    main.operator(
        BuiltinOperator.CALL_ONCE,
        OptionsBuilder.of(OptionsType.CALL_ONCE).int32(0, 1),
        new int[0]);
    main.custom(TestOperators.RUNS, new byte[0], new int[0], 1).inputs(0).outputs(1);
    GraphBuilder init = model.graph();
    init.tensor("flag", BOOL, 1).data((byte) flag);
    init.tensor("y", BOOL, 1);
    init.custom(operator, new byte[0], new int[] {0}, 1);
    return model;
  }

  @Test
  void callOnceRunsInTheFirstInvocationOnly() {
    int[] runs = new int[1];
    var resolver = TestOperators.resolver();
    TestOperators.add(resolver, "Touch", context -> runs[0]++);
    Interpreter interpreter =
        Interpreter.builder(Model.of(callOnce("Touch", 0).build()), resolver.build()).build();

    interpreter.invoke();
    interpreter.invoke();
    assertThat(runs[0]).isEqualTo(1);
    assertThat(interpreter.output(0).int32At(0)).isEqualTo(2);

    // As in TFLM, a reset does not bring it back.
    interpreter.reset();
    interpreter.invoke();
    assertThat(runs[0]).isEqualTo(1);
    assertThat(interpreter.output(0).int32At(0)).isEqualTo(1);
  }

  @Test
  void anAbortInsideASubgraphEndsTheWholeInvocation() {
    int[] behind = new int[1];
    var resolver = TestOperators.resolver();
    TestOperators.add(resolver, TestOperators.RUNS, context -> behind[0]++);
    Model aborting = Model.of(callOnce(TestOperators.ABORT_IF, 1).build());
    Interpreter interpreter = Interpreter.builder(aborting, resolver.build()).build();

    // What did not end is not done, so it runs again.
    assertThat(interpreter.invoke()).isEqualTo(InvokeStatus.ABORTED);
    assertThat(interpreter.invoke()).isEqualTo(InvokeStatus.ABORTED);
    assertThat(behind[0]).isZero();

    assertThat(interpreter(callOnce(TestOperators.ABORT_IF, 0)).invoke())
        .isEqualTo(InvokeStatus.COMPLETED);
  }

  @Test
  void aFailureInsideASubgraphNamesItsOperator() {
    assertThatThrownBy(() -> interpreter(callOnce(TestOperators.FAIL_IF, 1)).invoke())
        .isInstanceOf(ModelException.class)
        .hasMessage("operator 0 FailIf of subgraph 1: the flag is 1");
  }

  @Test
  void callOnceRefusesASubgraphWithInputs() {
    ModelBuilder broken = new ModelBuilder();
    broken
        .graph()
        .operator(
            BuiltinOperator.CALL_ONCE,
            OptionsBuilder.of(OptionsType.CALL_ONCE).int32(0, 1),
            new int[0]);
    GraphBuilder init = broken.graph();
    init.tensor("x", BOOL, 1);
    init.inputs(0);
    assertThatThrownBy(() -> interpreter(broken))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("subgraph 1 has 1 inputs and 0 outputs, needs none");
  }

  @Test
  void subgraphsThatNeverRunTakeNoMemory() {
    ModelBuilder model = callOnce(TestOperators.ABORT_IF, 0);
    long bytes = interpreter(model).memory().arenaBytes();
    GraphBuilder unused = model.graph();
    unused.tensor("large", INT32, 1000);
    unused.tensor("runs", INT32, 1000);
    unused.tensor("state", INT32, 1000).variable();
    unused.custom(TestOperators.RUNS, new byte[0], new int[] {2}, 1).inputs(0).outputs(0, 1);
    Interpreter interpreter = interpreter(model);
    interpreter.invoke();
    interpreter.reset();

    assertThat(interpreter.memory().arenaBytes()).isEqualTo(bytes);
    assertThat(interpreter.operators(2)).hasSize(1);
  }

  @Test
  void callsNestedTooDeeplyAreRefused() {
    assertThat(interpreter(chain(64)).invoke()).isEqualTo(InvokeStatus.COMPLETED);
    assertThatThrownBy(() -> interpreter(chain(65)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("nested deeper than 64");
    assertThatThrownBy(() -> interpreter(chain(30_000)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("nested deeper than 64");
  }

  @Test
  void theLimitOfNestingCanBeSet() {
    assertThat(builder(chain(3)).maxNesting(3).build().invoke()).isEqualTo(InvokeStatus.COMPLETED);
    assertThatThrownBy(() -> builder(chain(3)).maxNesting(2).build())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("nested deeper than 2 subgraphs");
    assertThatThrownBy(() -> builder(loopModel()).maxNesting(1).build())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("nested deeper than 1");
    for (int wrong : new int[] {0, -1, 65}) {
      assertThatThrownBy(() -> builder(chain(1)).maxNesting(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nesting of " + wrong + " subgraphs");
    }
  }

  /** Subgraphs that each call the next one. */
  private static ModelBuilder chain(int length) {
    ModelBuilder model = new ModelBuilder();
    for (int i = 0; i < length; i++) {
      GraphBuilder graph = model.graph();
      if (i + 1 < length) {
        graph.operator(
            BuiltinOperator.CALL_ONCE,
            OptionsBuilder.of(OptionsType.CALL_ONCE).int32(0, i + 1),
            new int[0]);
      }
    }
    return model;
  }

  @Test
  void callsThatMultiplyAreRefused() {
    ModelBuilder model = new ModelBuilder();
    for (int i = 0; i < 40; i++) {
      GraphBuilder graph = model.graph();
      for (int call = 0; call < 4 && i + 1 < 40; call++) {
        graph.operator(
            BuiltinOperator.CALL_ONCE,
            OptionsBuilder.of(OptionsType.CALL_ONCE).int32(0, i + 1),
            new int[0]);
      }
    }
    assertThatThrownBy(() -> interpreter(model))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("control flow is nested so that");
  }
}
