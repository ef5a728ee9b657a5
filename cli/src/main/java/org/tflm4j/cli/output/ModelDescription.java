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
import org.tflm4j.interpreter.graph.PreparedOperator;
import org.tflm4j.interpreter.graph.ScheduledKernel;
import org.tflm4j.interpreter.model.OperatorNode;

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
        kernels()
            .flatMap(kernel -> kernel.operators().stream())
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

  private java.util.stream.Stream<ScheduledKernel> kernels() {
    return interpreter.model().subgraphs().stream()
        .flatMap(subgraph -> interpreter.kernels(subgraph.index()).stream());
  }

  /** Returns the arena that the model needs, in one line. */
  public String arena() {
    ArenaUsage memory = interpreter.memory();
    long outside = memory.workspaceBytes() + memory.nativeStateBytes() + memory.kernelBytes();
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
    return kernels()
        .collect(
            Collectors.groupingBy(
                ScheduledKernel::provider,
                TreeMap::new,
                Collectors.summingInt(kernel -> kernel.operators().size())))
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
          for (ScheduledKernel kernel : interpreter.kernels(subgraph.index())) {
            row(table, kernel);
          }
        });
    table.print(out);
  }

  /** Adds a row for each operator of a kernel. */
  private static void row(TextTable table, ScheduledKernel kernel) {
    String declined = declined(kernel.declined());
    for (PreparedOperator operator : kernel.operators()) {
      table.row(place(operator.node()), operator.node().name(), kernel.provider(), declined);
      declined = "(one kernel with " + place(kernel.node()) + ")";
    }
  }

  /** Returns the index of a kernel's first operator, as {@link #place(OperatorNode)}. */
  public static String place(ScheduledKernel kernel) {
    return place(kernel.node());
  }

  /** Returns the index of an operator, with its subgraph where that is not the first. */
  private static String place(OperatorNode operator) {
    return (operator.subgraph() == 0 ? "" : operator.subgraph() + ":") + operator.index();
  }

  private static String declined(List<String> reasons) {
    return reasons.isEmpty() ? "-" : String.join("; ", reasons);
  }
}
