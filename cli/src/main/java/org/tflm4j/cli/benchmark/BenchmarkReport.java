/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tflm4j.cli.output.ModelDescription;
import org.tflm4j.cli.output.Numbers;
import org.tflm4j.cli.output.TextTable;
import org.tflm4j.interpreter.ArenaUsage;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.graph.ScheduledKernel;

/** Writes measurements for people and for programs. */
public final class BenchmarkReport {
  private final List<Row> rows = new ArrayList<>();

  private record Row(String model, String provider, ModelMeasurement measurement) {
    /** Returns by how much the limits are exceeded, one sentence each. */
    private List<String> exceeded(Limits limits) {
      List<String> sentences = new ArrayList<>();
      double median = measurement.inference().median();
      if (limits.latencyMicros() != null && median > limits.latencyMicros()) {
        sentences.add(
            "%s on %s: the median of %s is above the limit of %s us (--max-latency-us)"
                .formatted(
                    model,
                    provider,
                    Numbers.nanoseconds(median * 1e3),
                    Numbers.real(limits.latencyMicros())));
      }
      long arena = measurement.interpreter().memory().arenaBytes();
      if (limits.arenaBytes() != null && arena > limits.arenaBytes()) {
        sentences.add(
            "%s on %s: the arena of %s is above the limit of %s (--max-arena)"
                .formatted(
                    model,
                    provider,
                    Numbers.count(arena, "byte"),
                    Numbers.count(limits.arenaBytes())));
      }
      return sentences;
    }
  }

  /**
   * What a measurement may not exceed.
   *
   * @param latencyMicros the median time of an invocation in microseconds; null for any
   * @param arenaBytes the arena that the model needs; null for any
   */
  public record Limits(Double latencyMicros, Long arenaBytes) {}

  /** Creates a report without measurements. */
  public BenchmarkReport() {}

  /** Takes a measurement and prints it. */
  public void add(String model, String provider, ModelMeasurement measurement, PrintWriter out) {
    rows.add(new Row(model, provider, measurement));
    out.printf(
        "%s on %s (%s)%n",
        model, provider, new ModelDescription(out, measurement.interpreter()).providers());
    printTimes(measurement, out);
    printOperators("operators in run order", measurement.operators(), out);
    printOperators(
        "operators by computation time", OperatorShare.byTime(measurement.operators()), out);
    printTypes(OperatorShare.byType(measurement.operators()), out);
    out.println();
    out.flush();
  }

  private static void printTimes(ModelMeasurement measurement, PrintWriter out) {
    Latency inference = measurement.inference();
    ArenaUsage memory = measurement.interpreter().memory();
    TextTable table =
        new TextTable(
            "  init",
            micros(measurement.initMicros())
                + ", of which kernels were made in "
                + micros(kernelMicros(measurement)));
    table.row("  first inference", micros(measurement.firstMicros()));
    table.row(
        "  warm-up",
        "%s in %s, %s on average"
            .formatted(
                micros(measurement.warmUpMicros()),
                Numbers.count(measurement.warmUpInvocations(), "invocation"),
                micros(measurement.warmUpMicros() / measurement.warmUpInvocations())));
    String runs = Numbers.count(inference.runs(), "run");
    if (measurement.invocationsPerRun() > 1) {
      runs += " of " + Numbers.count(measurement.invocationsPerRun()) + " invocations";
    }
    table.row("  inference", micros(inference.mean()) + " on average, " + runs);
    table.row(
        "",
        "min %s, median %s, p90 %s, p99 %s, max %s, std %s"
            .formatted(
                micros(inference.min()),
                micros(inference.median()),
                micros(inference.p90()),
                micros(inference.p99()),
                micros(inference.max()),
                micros(inference.std())));
    if (measurement.aborted() > 0) {
      table.row(
          "", Numbers.count(measurement.aborted()) + " invocations were ended early by the model");
    }
    table.row(
        "  arena",
        "%s (%s for tensors and scratch, %s persistent); kernels hold %s outside it"
            .formatted(
                Numbers.count(memory.arenaBytes(), "byte"),
                Numbers.count(memory.nonPersistentBytes()),
                Numbers.count(memory.persistentBytes()),
                Numbers.count(
                    memory.workspaceBytes() + memory.nativeStateBytes() + memory.kernelBytes())));
    table.row("  peak heap", Numbers.count(measurement.heapPeakBytes(), "byte"));
    table.print(out);
  }

  /** Returns how long it took to make the kernels, in microseconds. */
  private static double kernelMicros(ModelMeasurement measurement) {
    Interpreter interpreter = measurement.interpreter();
    return interpreter.model().subgraphs().stream()
            .flatMap(subgraph -> interpreter.kernels(subgraph.index()).stream())
            .mapToLong(ScheduledKernel::makeNanos)
            .sum()
        / 1e3;
  }

  private static String micros(double microseconds) {
    return Numbers.nanoseconds(microseconds * 1e3);
  }

  private static void printOperators(
      String heading, List<OperatorShare> operators, PrintWriter out) {
    out.println();
    out.println(heading);
    TextTable table =
        new TextTable(
            ">index", "operator", "provider", ">avg us", ">min us", ">max us", ">%", ">cdf %");
    double cumulative = 0;
    for (OperatorShare row : operators) {
      cumulative += row.share();
      table.row(
          ModelDescription.place(row.operator()),
          row.operator().node().name(),
          row.operator().provider(),
          fixed(row.mean(), 3),
          fixed(row.min(), 3),
          fixed(row.max(), 3),
          fixed(100 * row.share(), 2),
          fixed(100 * cumulative, 2));
    }
    table.print(out);
  }

  private static void printTypes(List<OperatorShare.Type> types, PrintWriter out) {
    out.println();
    out.println("summary by operator type");
    TextTable table =
        new TextTable("operator", ">count", ">avg us", ">%", ">cdf %", ">times called");
    double cumulative = 0;
    for (OperatorShare.Type type : types) {
      cumulative += type.share();
      table.row(
          type.name(),
          Integer.toString(type.count()),
          fixed(type.mean(), 3),
          fixed(100 * type.share(), 2),
          fixed(100 * cumulative, 2),
          Numbers.count(type.runs()));
    }
    table.print(out);
  }

  private static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** Prints the medians side by side, if there are several measurements. */
  public void printMedians(PrintWriter out) {
    if (rows.size() < 2) {
      return;
    }
    TextTable table = new TextTable("model", "provider", ">median", ">arena bytes");
    for (Row row : rows) {
      table.row(
          row.model(),
          row.provider(),
          micros(row.measurement().inference().median()),
          Numbers.count(row.measurement().interpreter().memory().arenaBytes()));
    }
    table.print(out);
    out.flush();
  }

  /** Returns by how much measurements exceed the limits, one sentence each. */
  public List<String> exceeded(Limits limits) {
    return rows.stream().flatMap(row -> row.exceeded(limits).stream()).toList();
  }

  /** Returns an array with an object for each measurement, for programs to read. */
  public ArrayNode toJson(Limits limits) {
    ArrayNode array = new ObjectMapper().createArrayNode();
    for (Row row : rows) {
      put(array.addObject(), row, limits);
    }
    return array;
  }

  private static void put(ObjectNode node, Row row, Limits limits) {
    ModelMeasurement measurement = row.measurement();
    Latency inference = measurement.inference();
    ArenaUsage memory = measurement.interpreter().memory();
    node.put("model", row.model())
        .put("provider", row.provider())
        .put("init_us", measurement.initMicros())
        .put("kernels_us", kernelMicros(measurement))
        .put("first_us", measurement.firstMicros());
    node.putObject("warm_up")
        .put("invocations", measurement.warmUpInvocations())
        .put("mean_us", measurement.warmUpMicros() / measurement.warmUpInvocations());
    node.put("runs", inference.runs())
        .put("invocations_per_run", measurement.invocationsPerRun())
        .put("mean_us", inference.mean())
        .put("min_us", inference.min())
        .put("median_us", inference.median())
        .put("p90_us", inference.p90())
        .put("p99_us", inference.p99())
        .put("max_us", inference.max())
        .put("std_us", inference.std())
        .put("aborted", measurement.aborted());
    node.putObject("arena")
        .put("bytes", memory.arenaBytes())
        .put("non_persistent", memory.nonPersistentBytes())
        .put("persistent", memory.persistentBytes());
    node.put("kernel_bytes", memory.kernelBytes())
        .put("workspace_bytes", memory.workspaceBytes())
        .put("native_state_bytes", memory.nativeStateBytes())
        .put("peak_heap_bytes", measurement.heapPeakBytes());
    ArrayNode operators = node.putArray("operators");
    for (OperatorShare share : measurement.operators()) {
      operators
          .addObject()
          .put("subgraph", share.operator().node().subgraph())
          .put("index", share.operator().node().index())
          .put("name", share.operator().node().name())
          .put("provider", share.operator().provider())
          .put("make_us", share.operator().makeNanos() / 1e3)
          .put("runs", share.runs())
          .put("mean_us", share.mean())
          .put("min_us", share.min())
          .put("max_us", share.max())
          .put("share", share.share());
    }
    ArrayNode types = node.putArray("operator_types");
    for (OperatorShare.Type type : OperatorShare.byType(measurement.operators())) {
      types
          .addObject()
          .put("name", type.name())
          .put("count", type.count())
          .put("runs", type.runs())
          .put("mean_us", type.mean())
          .put("share", type.share());
    }
    ArrayNode exceeded = node.putArray("exceeded_limits");
    row.exceeded(limits).forEach(exceeded::add);
  }
}
