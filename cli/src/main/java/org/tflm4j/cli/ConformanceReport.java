/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tflm4j.cli.output.Numbers;
import org.tflm4j.cli.output.TextTable;
import org.tflm4j.conformance.CaseResult;
import org.tflm4j.conformance.ExactnessTable;

/** Gathers the results of cases by operator and provider. */
final class ConformanceReport {
  private final List<String> providers;

  /** For each operator in the order of the manifests, the counts of each provider. */
  private final Map<String, Map<String, Counts>> operators = new LinkedHashMap<>();

  private final List<CaseResult> failures = new ArrayList<>();
  private final List<CaseResult> larger = new ArrayList<>();

  /** A table for each provider. */
  private final Map<String, ExactnessTable> tables = new LinkedHashMap<>();

  /** Counts of the cases of one operator on one provider. */
  private static final class Counts {
    int cases;
    int failed;
    int own;

    void add(Counts other) {
      cases += other.cases;
      failed += other.failed;
      own += other.own;
    }
  }

  ConformanceReport(List<String> providers) {
    this.providers = providers;
  }

  void add(CaseResult result) {
    Counts counts =
        operators
            .computeIfAbsent(result.conformanceCase().op(), op -> new LinkedHashMap<>())
            .computeIfAbsent(result.provider(), name -> new Counts());
    counts.cases++;
    counts.own += result.ownOperators() > 0 ? 1 : 0;
    tables.computeIfAbsent(result.provider(), ExactnessTable::new).add(result);
    if (!result.passed()) {
      counts.failed++;
      failures.add(result);
    }
    if (result.exceedsPlannedArena()) {
      larger.add(result);
    }
  }

  int failed() {
    return failures.size();
  }

  private Counts total(String provider) {
    Counts total = new Counts();
    Collection<Map<String, Counts>> rows = operators.values();
    rows.forEach(row -> total.add(row.getOrDefault(provider, new Counts())));
    return total;
  }

  /** Prints the summary: one row for each operator, columns for each provider. */
  void print(PrintWriter out) {
    List<String> headings = new ArrayList<>(List.of("operator", ">cases"));
    for (String provider : providers) {
      headings.addAll(List.of(">" + provider, ">failed", ">own kernels"));
    }
    TextTable table = new TextTable(headings.toArray(String[]::new));
    operators.forEach((operator, row) -> table.row(cells(operator, row)));
    Map<String, Counts> totals = new LinkedHashMap<>();
    providers.forEach(provider -> totals.put(provider, total(provider)));
    table.row(cells("all", totals));
    table.print(out);
    out.println();
    out.println(
        larger.isEmpty()
            ? "No model plans more arena than TFLM."
            : Numbers.count(larger.size(), "result")
                + " with more planned arena than TFLM, see the lines ARENA.");
    totals.forEach((provider, counts) ->
        out.printf(
            "%s: %d of %d cases passed%s%n",
            provider,
            counts.cases - counts.failed,
            counts.cases,
            counts.failed == 0 ? "" : ", " + counts.failed + " FAILED"));
  }

  private String[] cells(String operator, Map<String, Counts> row) {
    List<String> cells = new ArrayList<>(List.of(operator, ""));
    for (String provider : providers) {
      Counts counts = row.getOrDefault(provider, new Counts());
      cells.set(1, Integer.toString(counts.cases));
      cells.add((counts.cases - counts.failed) + " passed");
      cells.add(counts.failed == 0 ? "-" : Integer.toString(counts.failed));
      cells.add(Integer.toString(counts.own));
    }
    return cells.toArray(String[]::new);
  }

  /** Returns a table of operators and types for each provider. */
  String toMarkdown() {
    return tables.values().stream()
        .map(ExactnessTable::toMarkdown)
        .collect(Collectors.joining("\n"));
  }

  /** Returns counts, failures and arenas for programs to read. */
  ObjectNode toJson() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ArrayNode totals = root.putArray("providers");
    for (String provider : providers) {
      put(totals.addObject().put("provider", provider), total(provider));
    }
    ArrayNode rows = root.putArray("operators");
    operators.forEach((operator, row) ->
        row.forEach((provider, counts) ->
            put(rows.addObject().put("operator", operator).put("provider", provider), counts)));
    ArrayNode failed = root.putArray("failures");
    for (CaseResult result : failures) {
      failed
          .addObject()
          .put("case", result.conformanceCase().id())
          .put("operator", result.conformanceCase().op())
          .put("provider", result.provider())
          .put("failure", result.failure());
    }
    ArrayNode arenas = root.putArray("arena_above_tflm");
    for (CaseResult result : larger) {
      arenas
          .addObject()
          .put("case", result.conformanceCase().id())
          .put("provider", result.provider())
          .put("nonpersistent", result.nonPersistentBytes())
          .put("tflm_nonpersistent", result.conformanceCase().nonPersistentBytes());
    }
    return root;
  }

  private static void put(ObjectNode node, Counts counts) {
    node.put("cases", counts.cases)
        .put("passed", counts.cases - counts.failed)
        .put("failed", counts.failed)
        .put("own_kernels", counts.own);
  }
}
