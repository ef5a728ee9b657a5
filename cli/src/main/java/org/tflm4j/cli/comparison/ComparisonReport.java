/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.comparison;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.cli.output.Numbers;
import org.tflm4j.cli.output.TextTable;
import org.tflm4j.interpreter.PreparedOperator;
import org.tflm4j.interpreter.schema.OperatorNode;

/** Reports where providers differ, as text and as JSON. */
public final class ComparisonReport {
  /** Characters of a tensor's name in the table. */
  private static final int LONGEST_NAME = 40;

  private final String model;
  private final int frames;
  private final String inputs;
  private final List<ProviderComparison> comparisons;

  /**
   * Reports comparisons.
   *
   * @param inputs what was fed, in words
   */
  public ComparisonReport(
      String model, int frames, String inputs, List<ProviderComparison> comparisons) {
    this.model = model;
    this.frames = frames;
    this.inputs = inputs;
    this.comparisons = comparisons;
  }

  /** Returns true if nothing differs. */
  public boolean isEqual() {
    return comparisons.stream().allMatch(ProviderComparison::isEqual);
  }

  /**
   * Prints the first difference of each provider and a table of all tensors that differ.
   *
   * @param all true to list the equal tensors as well
   */
  public void print(PrintWriter out, boolean all) {
    out.println("%s: %s of %s".formatted(model, Numbers.count(frames, "frame"), inputs));
    for (ProviderComparison comparison : comparisons) {
      print(out, comparison, all);
    }
  }

  private static void print(PrintWriter out, ProviderComparison comparison, boolean all) {
    String names = comparison.other().name() + " and " + comparison.baseline().name();
    long different = comparison.tensors().stream().filter(tensor -> !tensor.isEqual()).count();
    if (comparison.isEqual()) {
      out.println(
          "%s are equal in all %s"
              .formatted(names, Numbers.count(comparison.tensors().size(), "tensor")));
    } else {
      out.println(
          "%s DIFFER in %s of %s"
              .formatted(names, different, Numbers.count(comparison.tensors().size(), "tensor")));
    }
    comparison.firstDifferent().ifPresent(tensor -> printFirst(out, comparison, tensor));
    problem(out, comparison.statusProblem(), "");
    for (ProviderRun run : List.of(comparison.baseline(), comparison.other())) {
      problem(
          out,
          run.planProblem(),
          run.name() + " gives other outputs when its tensors share memory: ");
    }
    if (different > 0 || all) {
      printTable(out, comparison, all);
    }
  }

  private static void problem(PrintWriter out, String problem, String what) {
    if (problem != null) {
      out.println("  " + what + problem);
    }
  }

  private static void printFirst(
      PrintWriter out, ProviderComparison comparison, TensorComparison tensor) {
    TensorComparison.Difference first = tensor.first();
    OperatorNode producer = tensor.entry().producer();
    out.println("  first in " + tensor.tensor() + ", " + written(comparison, producer));
    out.println(
        "  frame %d, %s: %s on %s, %s on %s"
            .formatted(
                first.frame(),
                Arrays.toString(first.coordinate()),
                first.expected(),
                comparison.baseline().name(),
                first.got(),
                comparison.other().name()));
    out.println(
        "  %s of %s differ there, by at most %s"
            .formatted(
                Numbers.count(tensor.differing()),
                Numbers.count(tensor.compared(), "element"),
                Numbers.real(tensor.maxError())));
  }

  private static String written(ProviderComparison comparison, OperatorNode producer) {
    if (producer == null) {
      return "an input";
    }
    return "written by %s (%s, %s)"
        .formatted(
            producer.label(),
            kernel(comparison.baseline(), producer),
            kernel(comparison.other(), producer));
  }

  /** Returns the provider whose kernel really runs the operator. */
  private static String kernel(ProviderRun run, OperatorNode node) {
    PreparedOperator operator = run.interpreter().operators(node.subgraph()).get(node.index());
    return operator.provider().equals(run.name())
        ? run.name()
        : run.name() + " falls back on " + operator.provider();
  }

  private static void printTable(PrintWriter out, ProviderComparison comparison, boolean all) {
    TextTable table =
        new TextTable("  written by", "tensor", ">elements", ">differing", ">largest difference");
    for (TensorComparison tensor : comparison.tensors()) {
      if (all || !tensor.isEqual()) {
        OperatorNode producer = tensor.entry().producer();
        table.row(
            "  " + (producer == null ? "-" : producer.label()),
            brief(tensor.tensor()),
            Numbers.count(tensor.compared()),
            Numbers.count(tensor.differing()),
            Numbers.real(tensor.maxError()));
      }
    }
    table.print(out);
  }

  /** Shortens the long names that converters make by joining those of fused operators. */
  private static String brief(Tensor tensor) {
    String name = tensor.spec().name();
    return name.length() <= LONGEST_NAME
        ? tensor.toString()
        : tensor.toString().replace(name, name.substring(0, LONGEST_NAME - 3) + "...");
  }

  /** Returns the whole report as JSON. */
  public ObjectNode toJson() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("model", model).put("frames", frames).put("inputs", inputs).put("equal", isEqual());
    ArrayNode list = root.putArray("comparisons");
    for (ProviderComparison comparison : comparisons) {
      ObjectNode node = list.addObject();
      node.put("baseline", comparison.baseline().name())
          .put("provider", comparison.other().name())
          .put("equal", comparison.isEqual())
          .put("status_problem", comparison.statusProblem())
          .put("baseline_plan_problem", comparison.baseline().planProblem())
          .put("plan_problem", comparison.other().planProblem());
      comparison
          .firstDifferent()
          .ifPresent(tensor -> put(node.putObject("first_difference"), comparison, tensor));
      ArrayNode tensors = node.putArray("tensors");
      comparison.tensors().forEach(tensor -> put(tensors.addObject(), comparison, tensor));
    }
    return root;
  }

  private static void put(ObjectNode node, ProviderComparison comparison, TensorComparison tensor) {
    Tensor held = tensor.tensor();
    node.put("subgraph", tensor.entry().subgraph())
        .put("index", tensor.entry().index())
        .put("name", held.name())
        .put("role", tensor.entry().role().name().toLowerCase(Locale.ROOT))
        .put("type", held.type().name());
    ArrayNode shape = node.putArray("shape");
    Arrays.stream(held.shape().toArray()).forEach(shape::add);
    OperatorNode producer = tensor.entry().producer();
    if (producer != null) {
      node.put("operator", producer.index())
          .put("operator_name", producer.name())
          .put("baseline_kernel", provider(comparison.baseline(), producer))
          .put("kernel", provider(comparison.other(), producer));
    }
    node.put("elements", tensor.compared()).put("differing", tensor.differing());
    // JSON has no infinity.
    if (Double.isFinite(tensor.maxError())) {
      node.put("max_abs_error", tensor.maxError());
    } else {
      node.putNull("max_abs_error");
    }
    TensorComparison.Difference first = tensor.first();
    if (first != null) {
      node.put("frame", first.frame());
      ArrayNode coordinate = node.putArray("coordinate");
      Arrays.stream(first.coordinate()).forEach(coordinate::add);
      node.put("expected", first.expected()).put("got", first.got());
    }
  }

  private static String provider(ProviderRun run, OperatorNode node) {
    return run.interpreter().operators(node.subgraph()).get(node.index()).provider();
  }
}
