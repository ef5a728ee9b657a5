/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.tflm4j.cli.analysis.ModelAnalysis;

/**
 * One page with everything in it: the analysis as JSON, the style, and the scripts that draw the
 * charts from the JSON. It loads nothing, so it can be kept, mailed and opened without a network.
 */
public final class AnalysisPage {
  /** In the order in which they need each other. */
  private static final List<String> SCRIPTS =
      List.of("base.js", "memory-map.js", "cost-bars.js", "graph.js", "tables.js", "page.js");

  private AnalysisPage() {}

  /** Returns the page of an analysis as HTML. */
  public static String of(ModelAnalysis analysis) {
    String script = SCRIPTS.stream().map(AnalysisPage::resource).collect(Collectors.joining("\n"));
    // Data come last, so that nothing within them is taken for a place to fill.
    return resource("page.html")
        .replace("@STYLE@", resource("page.css"))
        .replace("@SCRIPT@", script)
        .replace("@TITLE@", escaped(analysis.model().file()) + " - tflm4j analyze")
        .replace("@DATA@", withoutTags(analysis.toJson().toString()));
  }

  private static String resource(String name) {
    try (InputStream stream = AnalysisPage.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Names in a model may hold anything; a {@code <} in JSON can only stand in a string. */
  private static String withoutTags(String json) {
    return json.replace("<", "\\u003c");
  }
}
