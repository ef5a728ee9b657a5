/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.graph.PreparedModel;
import org.tflm4j.interpreter.graph.PreparedOperator;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.model.Provenance;

/** A model prepared without kernels and arena, and what a shared model lets its users do. */
class PreparedModelTest {
  @Test
  void aModelCanBeWalkedWithoutKernelsAndArena() {
    PreparedModel prepared =
        PreparedModel.of(Model.of(DenseModel.builder().build()), OpResolver.all());
    List<PreparedOperator> operators = prepared.operators(0);

    assertThat(operators).hasSize(3);
    TensorSpec last = null;
    for (PreparedOperator operator : operators) {
      assertThat(operator.op()).isInstanceOf(FullyConnected.class);
      assertThat(operator.registration().provenance()).isEqualTo(Provenance.TFLM);
      assertThat(operator.isForProviders()).isTrue();
      assertThat(operator.inputs().get(1).isConstant()).isTrue();
      if (last != null) {
        assertThat(operator.inputs().getFirst()).isSameAs(last);
      }
      last = operator.outputs().getFirst();
      assertThat(prepared.tensors(0).get(last.index())).isSameAs(last);
    }
    assertThat(prepared.resourceVariables()).isEmpty();
  }

  @Test
  void allProblemsAreFoundAtOnce() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    graph.tensor("x", TensorType.INT32, 2);
    graph.tensor("y", TensorType.INT32, 2);
    graph.tensor("z", TensorType.INT32, 3);
    graph.operator(BuiltinOperator.RELU, new int[] {0}, 1);
    graph.operator(BuiltinOperator.NEG, new int[] {1}, 2);
    graph.inputs(0).outputs(2);
    Model broken = Model.of(model.build());

    assertThatThrownBy(() -> PreparedModel.of(broken, OpResolver.all()))
        .isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.details()).hasSize(2));
    PreparedModel.Draft draft = PreparedModel.draft(broken, OpResolver.all(), 1);
    assertThat(draft.problems()).hasSize(2);
    assertThat(draft.model().operators(0)).isEmpty();
  }

  @Test
  void resolversKnowWhereOperatorsComeFrom() {
    OpResolver own =
        OpResolver.builder()
            .addRelu()
            .addCustom("Own", context -> () -> "Own", request -> context -> {})
            .build();
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    graph.tensor("x", TensorType.FLOAT32, 2);
    graph.tensor("y", TensorType.FLOAT32, 2);
    graph.tensor("z", TensorType.FLOAT32, 2);
    graph.operator(BuiltinOperator.RELU, new int[] {0}, 1);
    graph.custom("Own", new byte[0], new int[] {1}, 2);
    graph.inputs(0).outputs(2);
    List<OperatorNode> nodes = Model.of(model.build()).subgraphs().getFirst().operators();

    assertThat(own.find(nodes.getFirst()).orElseThrow().provenance()).isEqualTo(Provenance.TFLM);
    assertThat(own.find(nodes.getLast()).orElseThrow().provenance())
        .isEqualTo(Provenance.APPLICATION);
    assertThat(OpResolver.all().find(nodes.getLast())).isEmpty();
    assertThat(OpResolver.all().builtinOperators())
        .containsAll(OpResolver.tflm().builtinOperators());
    assertThat(OpResolver.tflm().customOperators()).isEqualTo(OpResolver.all().customOperators());
    // CUSTOM itself is none of the 117 operators; the others split into builtin and custom ones.
    assertThat(
            OpResolver.tflm().builtinOperators().size()
                + OpResolver.tflm().customOperators().size())
        .isEqualTo(117);
  }

  /**
   * Follows every getter from a model: what is an array must be a fresh copy, what is a collection
   * must refuse to change.
   */
  @Test
  void nothingThatCanChangeIsReachableFromAModel() throws ReflectiveOperationException {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>();
    open.add(Model.of(DenseModel.builder().build()));
    List<String> arrays = new ArrayList<>();
    while (!open.isEmpty()) {
      Object object = open.remove();
      if (!seen.add(object)) {
        continue;
      }
      if (object instanceof Collection<?> collection) {
        assertThatThrownBy(collection::clear).isInstanceOf(UnsupportedOperationException.class);
        collection.stream().filter(PreparedModelTest::isOurs).forEach(open::add);
        continue;
      }
      for (Method getter : object.getClass().getMethods()) {
        if (getter.getParameterCount() > 0
            || getter.getDeclaringClass() == Object.class
            || Modifier.isStatic(getter.getModifiers())
            || !Modifier.isPublic(getter.getDeclaringClass().getModifiers())) {
          continue;
        }
        Object value = getter.invoke(object);
        if (value == null) {
          continue;
        }
        if (value.getClass().isArray()) {
          arrays.add(getter.getName());
          assertThat(getter.invoke(object)).as("%s", getter).isNotSameAs(value);
        } else if (value instanceof Collection || isOurs(value)) {
          open.add(value);
        } else if (value instanceof Optional<?> optional) {
          optional.filter(PreparedModelTest::isOurs).ifPresent(open::add);
        }
      }
    }
    // The walk has come to the tensors and their constants.
    assertThat(arrays).contains("toArray", "toByteArray");
  }

  private static boolean isOurs(Object object) {
    return object.getClass().getName().startsWith("org.tflm4j.") && !(object instanceof Enum);
  }
}
