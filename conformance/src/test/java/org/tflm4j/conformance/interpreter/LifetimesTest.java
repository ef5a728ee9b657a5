/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.junit.jupiter.api.Test;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.memory.Lifetimes;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** Times count operators from 1; 0 is the start of the graph. */
class LifetimesTest {
  private final ModelBuilder model = new ModelBuilder();

  private Lifetimes lifetimes() {
    return Lifetimes.of(Model.of(model.build()).subgraphs());
  }

  private static void assertTensor(
      Lifetimes lifetimes, int subgraph, int tensor, int first, int last) {
    assertThat(lifetimes.tensorFirst(subgraph, tensor)).isEqualTo(first);
    assertThat(lifetimes.tensorLast(subgraph, tensor)).isEqualTo(last);
  }

  @Test
  void aTensorLivesFromItsProducerToItsLastReader() {
    GraphBuilder graph = model.graph();
    for (int i = 0; i < 6; i++) {
      graph.tensor("t" + i, INT8, 1);
    }
    // 0 -> 1 -> 2 -> 3, where 1 is read once more at the end; 4 is an unused input, 5 unused.
    graph.operator(BuiltinOperator.ABS, new int[] {0}, 1);
    graph.operator(BuiltinOperator.ABS, new int[] {1, -1}, 2);
    graph.operator(BuiltinOperator.ADD, new int[] {2, 1}, 3);
    graph.inputs(0, 4).outputs(3);
    Lifetimes lifetimes = lifetimes();

    assertTensor(lifetimes, 0, 0, 0, 1);
    assertTensor(lifetimes, 0, 1, 1, 3);
    assertTensor(lifetimes, 0, 2, 2, 3);
    assertTensor(lifetimes, 0, 3, 3, 3);
    assertTensor(lifetimes, 0, 4, 0, 0);
    assertTensor(lifetimes, 0, 5, Lifetimes.NEVER, Lifetimes.NEVER);
    assertThat(lifetimes.operatorFirst(0, 1)).isEqualTo(2);
    assertThat(lifetimes.operatorLast(0, 1)).isEqualTo(2);
  }

  @Test
  void outputsLiveToTheEnd() {
    GraphBuilder graph = model.graph();
    for (int i = 0; i < 3; i++) {
      graph.tensor("t" + i, INT8, 1);
    }
    graph.operator(BuiltinOperator.ABS, new int[] {0}, 1);
    graph.operator(BuiltinOperator.ABS, new int[] {1}, 2);
    graph.inputs(0).outputs(0, 1, 2);
    Lifetimes lifetimes = lifetimes();

    assertTensor(lifetimes, 0, 0, 0, 2);
    assertTensor(lifetimes, 0, 1, 1, 2);
  }

  @Test
  void aSubgraphLiesWithinTheTimeOfItsOperator() {
    GraphBuilder main = model.graph();
    main.tensor("condition", BOOL, 1);
    main.tensor("x", INT8, 1);
    main.tensor("y", INT8, 1);
    main.tensor("z", INT8, 1);
    main.operator(
        BuiltinOperator.IF,
        OptionsBuilder.of(OptionsType.IF).int32(0, 1).int32(1, 2),
        new int[] {0, 1},
        2);
    main.operator(BuiltinOperator.ABS, new int[] {2}, 3);
    main.inputs(0, 1).outputs(3);
    for (int branch = 1; branch <= 2; branch++) {
      GraphBuilder graph = model.graph();
      graph.tensor("x", INT8, 1);
      graph.tensor("y", INT8, 1);
      graph.operator(BuiltinOperator.ABS, new int[] {0}, 1);
      graph.inputs(0).outputs(1);
    }
    model.graph().tensor("never", INT8, 1);
    Lifetimes lifetimes = lifetimes();

    // IF at 1, the first branch at 2 with its operator at 3, the second at 4 and 5, ABS at 6.
    assertTensor(lifetimes, 0, 0, 0, 5);
    assertTensor(lifetimes, 0, 1, 0, 5);
    assertTensor(lifetimes, 0, 2, 1, 6);
    assertTensor(lifetimes, 0, 3, 6, 6);
    assertTensor(lifetimes, 1, 0, 2, 3);
    assertTensor(lifetimes, 1, 1, 3, 3);
    assertTensor(lifetimes, 2, 0, 4, 5);
    assertThat(lifetimes.operatorFirst(0, 0)).isEqualTo(1);
    assertThat(lifetimes.operatorLast(0, 0)).isEqualTo(5);
    assertThat(lifetimes.runs(2)).isTrue();
    assertThat(lifetimes.runs(3)).isFalse();
    assertThat(lifetimes.tensorFirst(3, 0)).isEqualTo(Lifetimes.NEVER);
  }

  /** A subgraph that runs twice keeps its memory from its first to its last run. */
  @Test
  void aSubgraphThatRunsTwiceLivesAllTheTime() {
    GraphBuilder main = model.graph();
    for (int call = 0; call < 2; call++) {
      main.operator(
          BuiltinOperator.CALL_ONCE,
          OptionsBuilder.of(OptionsType.CALL_ONCE).int32(0, 1),
          new int[0]);
    }
    GraphBuilder init = model.graph();
    init.tensor("x", INT8, 1).data((byte) 1);
    init.tensor("y", INT8, 1);
    init.operator(BuiltinOperator.ABS, new int[] {0}, 1);
    Lifetimes lifetimes = lifetimes();

    // CALL_ONCE at 1, its subgraph at 2, ABS at 3; then 4, 5 and 6.
    assertTensor(lifetimes, 1, 1, 3, 6);
    assertThat(lifetimes.operatorFirst(1, 0)).isEqualTo(3);
    assertThat(lifetimes.operatorLast(1, 0)).isEqualTo(6);
  }
}
