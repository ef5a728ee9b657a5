/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh.compare;

import java.util.ArrayList;
import java.util.List;

/** The table of a comparison: median times, and their ratios to the provider in question. */
final class MarkdownTable {
  private final MedianTimes results;
  private final List<String> engines;
  private final String subject;

  /**
   * Creates a table.
   *
   * @param engines the columns, in this order
   * @param subject the provider that is compared with all others
   */
  MarkdownTable(MedianTimes results, List<String> engines, String subject) {
    this.results = results;
    this.engines = engines;
    this.subject = subject;
  }

  /** Returns the table; a ratio above 1 says that the provider in question is faster. */
  String render(String heading) {
    List<String> others = engines.stream().filter(engine -> !engine.equals(subject)).toList();
    List<String> headings = new ArrayList<>(List.of(heading));
    headings.addAll(engines);
    others.forEach(other -> headings.add(other + " / " + subject));
    StringBuilder table = new StringBuilder(row(headings));
    table.append("|---|").append("--:|".repeat(headings.size() - 1)).append('\n');
    for (String name : results.subjects()) {
      List<String> cells = new ArrayList<>(List.of(name));
      engines.forEach(engine -> cells.add(Figures.time(results.median(name, engine))));
      others.forEach(other -> cells.add(Figures.ratio(results.speedUp(name, subject, other))));
      table.append(row(cells));
    }
    return table.toString();
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
