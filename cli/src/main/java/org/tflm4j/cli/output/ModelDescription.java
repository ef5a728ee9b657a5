/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.output;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.interpreter.ArenaUsage;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.PreparedOperator;

/** Prints what a model expects and which providers run it. */
public final class ModelDescription {
  private final PrintWriter out;
  private final Interpreter interpreter;

  /** Describes the model of an interpreter. */
  public ModelDescription(PrintWriter out, Interpreter interpreter) {
    this.out = out;
    this.interpreter = interpreter;
  }

  /** Prints inputs, outputs, operators and memory. */
  public void print() {
    out.println("inputs");
    tensors(interpreter.inputCount(), interpreter::input);
    out.println("outputs");
    tensors(interpreter.outputCount(), interpreter::output);
    out.println("operators");
    Map<String, Long> counts =
        allOperators()
            .collect(
                Collectors.groupingBy(op -> op.node().name(), TreeMap::new, Collectors.counting()));
    TextTable table = new TextTable("  operator", ">count");
    counts.forEach((name, count) -> table.row("  " + name, count.toString()));
    table.print(out);
    out.println(arena());
  }

  private void tensors(int count, IntFunction<Tensor> tensors) {
    for (int i = 0; i < count; i++) {
      Tensor tensor = tensors.apply(i);
      out.println(
          "  %d  %s, %s%s"
              .formatted(
                  i,
                  TensorPrinter.describe(tensor),
                  Numbers.count(tensor.byteSize(), "byte"),
                  tensor.spec().isConstant() ? ", a constant" : ""));
    }
  }

  private java.util.stream.Stream<PreparedOperator> allOperators() {
    return interpreter.model().subgraphs().stream()
        .flatMap(subgraph -> interpreter.operators(subgraph.index()).stream());
  }

  /** Returns the arena that the model needs, in one line. */
  public String arena() {
    ArenaUsage memory = interpreter.memory();
    long outside = memory.workspaceBytes() + memory.kernelBytes();
    String kernels =
        outside == 0 ? "" : "; kernels hold " + Numbers.count(outside, "byte") + " outside it";
    return "arena: %s needed (%s for tensors and scratch, %s persistent)%s"
        .formatted(
            Numbers.count(memory.arenaBytes(), "byte"),
            Numbers.count(memory.nonPersistentBytes()),
            Numbers.count(memory.persistentBytes()),
            kernels);
  }

  /** Returns the providers that run operators, with the number of operators of each. */
  public String providers() {
    return allOperators()
        .collect(
            Collectors.groupingBy(PreparedOperator::provider, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", ", "operators run by: ", ""));
  }

  /** Prints which provider runs each operator, and why others declined it. */
  public void printProviders() {
    TextTable table = new TextTable(">operator", "", "provider", "declined by");
    interpreter
        .model()
        .subgraphs()
        .forEach(subgraph -> {
          for (PreparedOperator operator : interpreter.operators(subgraph.index())) {
            table.row(
                place(operator),
                operator.node().name(),
                operator.provider(),
                declined(operator.declined()));
          }
        });
    table.print(out);
  }

  /** Returns the index of an operator, with its subgraph where that is not the first. */
  public static String place(PreparedOperator operator) {
    int subgraph = operator.node().subgraph();
    return (subgraph == 0 ? "" : subgraph + ":") + operator.node().index();
  }

  private static String declined(List<String> reasons) {
    return reasons.isEmpty() ? "-" : String.join("; ", reasons);
  }
}
