/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.spi.Follower;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.PreparedOperator;

/**
 * Operators of a drawn model, in the order of execution.
 *
 * @param operators the operators
 * @param kernels their reference kernels
 * @param needed tensors that the rest of the model needs
 */
record Drawn(List<Follower> operators, List<Kernel> kernels, Set<TensorSpec> needed) {
  static Drawn of(Model model, KernelProvider reference) {
    List<PreparedOperator> prepared =
        Interpreter.builder(model, OpResolver.all())
            .providers(List.of(reference))
            .build()
            .operators(0);
    var graph = model.subgraphs().getFirst();
    List<TensorSpec> tensors = graph.tensors();
    List<Follower> operators = new ArrayList<>();
    for (PreparedOperator operator : prepared) {
      operators.add(
          new Follower(
              operator.op(),
              select(tensors, operator.node().inputs()),
              select(tensors, operator.node().outputs())));
    }
    Set<TensorSpec> needed = new HashSet<>(select(tensors, graph.inputs()));
    needed.addAll(select(tensors, graph.outputs()));
    return new Drawn(operators, prepared.stream().map(PreparedOperator::kernel).toList(), needed);
  }

  private static List<TensorSpec> select(List<TensorSpec> tensors, int[] indices) {
    return Arrays.stream(indices).mapToObj(index -> index < 0 ? null : tensors.get(index)).toList();
  }

  /** Returns the operators from one on; what they read of those before, these have needed. */
  Drawn from(int first) {
    return new Drawn(
        operators.subList(first, operators.size()), kernels.subList(first, kernels.size()), needed);
  }

  /** Returns one operator by itself. */
  Drawn only(int index) {
    return new Drawn(operators.subList(index, index + 1), kernels.subList(index, index + 1), all());
  }

  private Set<TensorSpec> all() {
    Set<TensorSpec> all = new HashSet<>(needed);
    operators.forEach(operator -> all.addAll(operator.outputs()));
    return all;
  }

  /** Returns the reference kernels of the first operators. */
  KernelChain chain(String name, int count) {
    List<GuardedKernel> chain = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chain.add(new GuardedKernel(name, Operands.of(operators.get(i)), kernels.get(i)));
    }
    return new KernelChain(chain);
  }
}
