/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tflm4j.cli.analysis.ArenaAnalysis;
import org.tflm4j.cli.analysis.ArenaAnalysis.KindTotal;
import org.tflm4j.cli.analysis.DeviceEstimate;
import org.tflm4j.cli.analysis.ModelAnalysis;
import org.tflm4j.cli.analysis.OperatorAnalysis;
import org.tflm4j.cli.analysis.TensorDescription;

/** Prints the analysis of a model for a terminal. */
public final class AnalysisPrinter {
  private final PrintWriter out;
  private final ModelAnalysis analysis;

  /** Creates a printer of an analysis. */
  public AnalysisPrinter(PrintWriter out, ModelAnalysis analysis) {
    this.out = out;
    this.analysis = analysis;
  }

  /** Prints everything. */
  public void print() {
    header();
    section("Operators");
    operators();
    section("Totals");
    totals();
    section("Arena here");
    arena();
    section("Arena on a device, estimated (TFLM with its reference kernels)");
    devices();
    section("Op resolver for Java");
    analysis.opResolver().java().forEach(out::println);
    section("Op resolver for C++");
    analysis.opResolver().cpp().forEach(out::println);
  }

  private void section(String title) {
    out.println();
    out.println(title);
    out.println("-".repeat(title.length()));
  }

  private void header() {
    var model = analysis.model();
    out.println(model.file() + ": " + Numbers.count(model.bytes(), "byte"));
    out.println("SHA-256      " + model.sha256());
    out.println("schema       " + model.schemaVersion());
    if (!model.description().isEmpty()) {
      out.println("description  " + model.description());
    }
    for (var metadata : model.metadata()) {
      out.println(
          "metadata     %s: %s%s"
              .formatted(
                  metadata.name(),
                  Numbers.count(metadata.bytes(), "byte"),
                  metadata.text() == null || metadata.text().length() > 60
                      ? ""
                      : ", \"" + metadata.text() + "\""));
    }
    tensors("input", analysis.inputs());
    tensors("output", analysis.outputs());
  }

  private void tensors(String what, List<TensorDescription> tensors) {
    for (int i = 0; i < tensors.size(); i++) {
      TensorDescription tensor = tensors.get(i);
      out.println(
          "%-12s %s%s%s, %s%s"
              .formatted(
                  what + " " + i,
                  tensor.name().isEmpty() ? "" : "\"" + tensor.name() + "\" ",
                  tensor.type(),
                  Arrays.toString(tensor.shape()),
                  quantization(tensor),
                  Numbers.count(tensor.bytes(), "byte")));
    }
  }

  private static String quantization(TensorDescription tensor) {
    if (tensor.scales() > 1) {
      return tensor.scales() + " scales along dimension " + tensor.quantizedDimension() + ", ";
    }
    return tensor.scale() == null
        ? ""
        : "scale " + tensor.scale() + ", zero point " + tensor.zeroPoint() + ", ";
  }

  private void operators() {
    boolean timed = analysis.timing().timed();
    List<String> headings =
        new ArrayList<>(
            List.of(
                ">#",
                "operator",
                "output",
                ">parameters",
                ">multiply-adds",
                ">weight bytes",
                ">arena live"));
    if (timed) {
      headings.add(">time");
    }
    headings.add(">made in");
    headings.add("provider (declined by)");
    TextTable table = new TextTable(headings.toArray(String[]::new));
    for (OperatorAnalysis operator : analysis.operators()) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  operator.place(),
                  operator.name(),
                  operator.outputType() + Arrays.toString(operator.outputShape()),
                  Numbers.count(operator.parameters()),
                  Numbers.count(operator.multiplyAdds()),
                  Numbers.count(operator.weightBytes()),
                  operator.firstTime() < 0 ? "never runs" : Numbers.count(operator.liveBytes())));
      if (timed) {
        row.add(operator.timeUs() == null ? "" : Numbers.nanoseconds(operator.timeUs() * 1e3));
      }
      row.add(Numbers.nanoseconds(operator.makeUs() * 1e3));
      row.add(
          operator.provider()
              + (operator.kernelOf() == operator.index() ? "" : " with " + operator.kernelOf())
              + (operator.declined().isEmpty()
                  ? ""
                  : " (" + String.join("; ", operator.declined()) + ")"));
      table.row(row.toArray(String[]::new));
    }
    table.print(out);
    out.println();
    out.println(
        timed
            ? "time: %s an invocation; %s"
                .formatted(
                    Numbers.nanoseconds(analysis.timing().invocationUs() * 1e3),
                    analysis.timing().method())
            : analysis.timing().method());
  }

  private void totals() {
    var totals = analysis.totals();
    out.println("operators        " + Numbers.count(totals.operators()) + ": " + providers());
    out.println("parameters       " + Numbers.count(totals.parameters()));
    out.println(
        "multiply-adds    %s, and %s element by element"
            .formatted(
                Numbers.count(totals.multiplyAdds()),
                Numbers.count(totals.elementwiseMultiplies(), "product")));
    out.println("weights          " + Numbers.count(totals.weightBytes(), "byte") + ", read-only");
  }

  private String providers() {
    return analysis.operators().stream()
        .collect(
            Collectors.groupingBy(OperatorAnalysis::provider, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private void arena() {
    ArenaAnalysis arena = analysis.arena();
    out.println(
        "smallest arena   %s (found in %s; %s)"
            .formatted(
                Numbers.count(arena.smallestBytes(), "byte"),
                Numbers.count(arena.trials(), "trial"),
                arena.smallestCheck()));
    out.println(
        "non-persistent   %s: tensors and scratch, planned"
            .formatted(Numbers.count(arena.nonPersistentBytes())));
    out.println("persistent       " + Numbers.count(arena.persistentBytes()));
    out.println(
        "scratch          %s, had each buffer a place of its own"
            .formatted(Numbers.count(arena.scratchBytes())));
    out.println(
        "alignment        %s, had each buffer a place of its own"
            .formatted(Numbers.count(arena.alignmentBytes())));
    if (arena.peak() != null) {
      out.println(
          "peak             %s live at %s; %s unused then"
              .formatted(
                  Numbers.count(arena.peak().liveBytes()),
                  arena.peak().label(),
                  Numbers.count(arena.unusedAtPeakBytes())));
    }
    out.println(
        "outside it       %s held by kernels, %s of work space"
            .formatted(
                Numbers.count(arena.kernelBytes(), "byte"),
                Numbers.count(arena.workspaceBytes(), "byte")));
    for (var planner : arena.planners()) {
      out.println(
          "planner          %s: %s%s"
              .formatted(
                  planner.planner(),
                  Numbers.count(planner.nonPersistentBytes()),
                  planner.planner().equals(arena.planner()) ? ", used" : ""));
    }
    kinds(arena.allocations());
  }

  private void devices() {
    if (analysis.devices().isEmpty()) {
      out.println(
          "no estimate: TensorFlow Lite Micro does not have "
              + String.join(", ", analysis.missingOnDevice()));
      return;
    }
    for (DeviceEstimate device : analysis.devices()) {
      out.println(
          "%s: %s to allocate the model, %s in use then = %s non-persistent + %s persistent"
              .formatted(
                  device.profile(),
                  Numbers.count(device.requiredBytes(), "byte"),
                  Numbers.count(device.arenaBytes()),
                  Numbers.count(device.nonPersistentBytes()),
                  Numbers.count(device.persistentBytes())));
    }
    out.println();
    out.println("persistent part, " + analysis.devices().getFirst().profile());
    kinds(analysis.devices().getFirst().allocations());
  }

  private void kinds(List<KindTotal> kinds) {
    if (kinds.isEmpty()) {
      return;
    }
    TextTable table = new TextTable("  allocation", ">count", ">bytes requested", ">used");
    for (KindTotal kind : kinds) {
      table.row(
          "  " + kind.kind().replace('_', ' '),
          Numbers.count(kind.count()),
          Numbers.count(kind.requestedBytes()),
          Numbers.count(kind.usedBytes()));
    }
    table.print(out);
  }
}
