/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.selection;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.graph.PreparedOperator;

/**
 * The kernels of one model, made once for all its interpreters, so that weights are packed once.
 * The model holds it, and with it everything that its kernels hold. For use by many threads.
 */
public final class KernelCache {
  private final Map<Key, MadeKernel> kernels = new ConcurrentHashMap<>();
  private final Map<List<Signature>, Run> runs = new ConcurrentHashMap<>();
  private final KernelBudget budget;

  /**
   * What an operator is prepared by and with; the shapes of its tensors may have been set by
   * operators before it.
   */
  private record Signature(Object preparer, List<Shape> shapes) {}

  /** Operators that were offered together; equal to itself alone, so that comparing is quick. */
  static final class Run {}

  /**
   * What an answer depends on.
   *
   * @param maker class and name of the provider that was asked, or the application's own factory
   * @param situation the {@link Run} from the operator on, or the {@link Signature} of an operator
   *     by itself
   */
  private record Key(Object maker, int subgraph, int operator, Object situation) {}

  /**
   * Creates the empty cache of a model.
   *
   * @param modelBytes size of the file, which bounds what its kernels may hold
   */
  public KernelCache(long modelBytes) {
    this.budget = new KernelBudget(modelBytes);
  }

  KernelBudget budget() {
    return budget;
  }

  /** Returns the one object that stands for operators that are offered together. */
  Run run(List<PreparedOperator> operators) {
    return runs.computeIfAbsent(
        operators.stream().map(KernelCache::signature).toList(), signatures -> new Run());
  }

  /**
   * Returns what {@code maker} answers for an operator, asking it the first time.
   *
   * @param run the operators that are offered with it, null if it is asked for by itself
   */
  // Whether an answer is the very one that was put, not whether it is equal.
  @SuppressWarnings("ReferenceEquality")
  MadeKernel get(Object maker, PreparedOperator operator, Run run, Supplier<MadeKernel> question) {
    Key alone = key(maker, operator, signature(operator));
    if (run == null) {
      return kernels.computeIfAbsent(alone, key -> question.get());
    }
    Key together = key(maker, operator, run);
    MadeKernel made = kernels.computeIfAbsent(together, key -> question.get());
    if (!made.isOfOneOperator()) {
      return made;
    }
    // A kernel of one operator serves in both situations, and its weights are packed once.
    MadeKernel known = kernels.putIfAbsent(alone, made);
    if (known == null || known == made || !known.isOfOneOperator()) {
      return made;
    }
    if (kernels.replace(together, made, known)) {
      budget.give(made.memory().heldBytes());
    }
    return known;
  }

  private static Key key(Object maker, PreparedOperator operator, Object situation) {
    return new Key(maker, operator.node().subgraph(), operator.node().index(), situation);
  }

  private static Signature signature(PreparedOperator operator) {
    List<Shape> shapes =
        Stream.concat(operator.inputs().stream(), operator.outputs().stream())
            .filter(Objects::nonNull)
            .map(TensorSpec::shape)
            .toList();
    return new Signature(operator.registration().preparer(), shapes);
  }
}
