/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh.compare;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Bars on a logarithmic axis: how many times faster than the base each engine is, a group of bars
 * for each model. An SVG without scripts or fonts. It has its own background, so that it reads well
 * on light and dark pages.
 */
final class BarChart {
  private static final int WIDTH = 860;
  private static final int LEFT = 236;
  private static final int RIGHT = 120;
  private static final int TOP = 96;
  private static final int BAR = 11;
  private static final int GAP = 2;
  private static final int GROUP_GAP = 12;
  private static final int BOTTOM = 40;

  /** One for each engine, then from the first again: light, dark. */
  private static final List<String[]> COLORS =
      List.of(
          new String[] {"#2a78d6", "#4a94ec"},
          new String[] {"#e0701f", "#e8843c"},
          new String[] {"#1d8a6b", "#2fa884"});

  private final MedianTimes results;
  private final List<String> engines;
  private final String base;
  private final double lowest;
  private final double highest;

  /**
   * Creates a chart.
   *
   * @param engines the engines with bars, in this order
   * @param base the engine whose time is 1
   */
  BarChart(MedianTimes results, List<String> engines, String base) {
    this.results = results;
    this.engines = engines;
    this.base = base;
    double least = 1;
    double most = 2;
    for (String subject : results.subjects()) {
      for (String engine : engines) {
        double speedUp = results.speedUp(subject, engine, base).orElse(1);
        least = Math.min(least, speedUp);
        most = Math.max(most, speedUp);
      }
    }
    // Whole powers of two, so that the axis begins and ends with a line.
    this.lowest = Math.floor(log2(least));
    this.highest = Math.ceil(log2(most));
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  private double x(double speedUp) {
    return LEFT + (log2(speedUp) - lowest) / (highest - lowest) * (WIDTH - LEFT - RIGHT);
  }

  private int groupHeight() {
    return engines.size() * (BAR + GAP) - GAP + GROUP_GAP;
  }

  /** Returns the file's text. */
  String render(String title, String subtitle) {
    int bottom = TOP + results.subjects().size() * groupHeight();
    int height = bottom + BOTTOM;
    Formatter svg = new Formatter(Locale.ROOT);
    svg.format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\" aria-label=\"%s\">\n",
        WIDTH, height, WIDTH, height, escaped(title));
    style(svg);
    svg.format("<rect class=\"page\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n", WIDTH, height);
    svg.format("<text class=\"title\" x=\"20\" y=\"32\">%s</text>\n", escaped(title));
    svg.format("<text class=\"soft\" x=\"20\" y=\"52\">%s</text>\n", escaped(subtitle));
    legend(svg);
    axis(svg, bottom);
    int y = TOP + GROUP_GAP / 2;
    for (String subject : results.subjects()) {
      group(svg, subject, y);
      y += groupHeight();
    }
    return svg.format("</svg>\n").toString();
  }

  private void style(Formatter svg) {
    svg.format("<style>\n");
    svg.format("text{font:12px system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif}\n");
    svg.format(".title{font-size:16px;font-weight:600}.value{font-size:11px}\n");
    colors(svg, 0, "#ffffff", "#1f2328", "#59636e", "#d8dee4");
    svg.format("@media(prefers-color-scheme:dark){\n");
    colors(svg, 1, "#161b22", "#e6edf3", "#9198a1", "#30363d");
    svg.format("}\n</style>\n");
  }

  private void colors(Formatter svg, int mode, String page, String ink, String soft, String grid) {
    svg.format(
        ".page{fill:%s;stroke:%s}text{fill:%s}.soft{fill:%s}.grid{stroke:%s}.one{stroke:%s}\n",
        page, grid, ink, soft, grid, soft);
    for (int i = 0; i < engines.size(); i++) {
      svg.format(".e%d{fill:%s}\n", i, COLORS.get(i % COLORS.size())[mode]);
    }
  }

  private void legend(Formatter svg) {
    int x = LEFT;
    for (int i = 0; i < engines.size(); i++) {
      svg.format(
          "<rect class=\"e%d\" x=\"%d\" y=\"66\" width=\"12\" height=\"12\" rx=\"2\"/>\n", i, x);
      svg.format("<text x=\"%d\" y=\"76\">%s</text>\n", x + 18, escaped(engines.get(i)));
      x += 40 + 8 * engines.get(i).length();
    }
  }

  private void axis(Formatter svg, int bottom) {
    for (int power = (int) lowest; power <= highest; power++) {
      double value = Math.pow(2, power);
      double x = x(value);
      svg.format(
          "<line class=\"%s\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>\n",
          power == 0 ? "one" : "grid", x, TOP - 4, x, bottom);
      svg.format(
          "<text class=\"soft\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s×</text>\n",
          x, bottom + 18, power < 0 ? "1/" + (1 << -power) : Integer.toString(1 << power));
    }
  }

  private void group(Formatter svg, String subject, int top) {
    double middle = top + (groupHeight() - GROUP_GAP) / 2.0 + 4;
    svg.format(
        "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
        LEFT - 12, middle, escaped(subject));
    for (int i = 0; i < engines.size(); i++) {
      int y = top + i * (BAR + GAP);
      OptionalDouble speedUp = results.speedUp(subject, engines.get(i), base);
      if (speedUp.isEmpty()) {
        svg.format(
            "<text class=\"soft value\" x=\"%.1f\" y=\"%d\">%s does not run it</text>\n",
            x(1) + 6, y + 9, escaped(engines.get(i)));
        continue;
      }
      double from = Math.min(x(1), x(speedUp.getAsDouble()));
      double to = Math.max(x(1), x(speedUp.getAsDouble()));
      svg.format(
          "<rect class=\"e%d\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>\n",
          i, from, y, Math.max(to - from, 1), BAR);
      svg.format(
          "<text class=\"value\" x=\"%.1f\" y=\"%d\">%s× <tspan class=\"soft\">%s</tspan></text>\n",
          to + 6,
          y + 9,
          Figures.ratio(speedUp),
          Figures.time(results.median(subject, engines.get(i))));
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
