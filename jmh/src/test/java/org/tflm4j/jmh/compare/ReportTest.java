/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** From JMH's JSON to the table and the chart. */
class ReportTest {
  @TempDir private Path folder;
  private MedianTimes results;

  private static String run(String model, String provider, String unit, String forks) {
    return """
    {"benchmark": "ModelBenchmark.invoke", "params": {"model": "%s", "provider": "%s"},
     "primaryMetric": {"score": 99, "scoreUnit": "%s", "rawData": [%s]}}
    """
        .formatted(model, provider, unit, forks);
  }

  @BeforeEach
  void readResults() throws IOException {
    Path json = folder.resolve("results.json");
    Files.writeString(
        json,
        "["
            + String.join(
                ",",
                run("big", "reference", "ms/op", "[4, 6], [5, 9]"),
                run("big", "vector", "us/op", "[500, 1, 900], [400, 600]"),
                run("big", "native", "us/op", "[250]"),
                run("tiny", "reference", "ns/op", "[300, 200, 400]"),
                run("tiny", "vector", "ns/op", "[600]"),
                "{\"benchmark\": \"other\", \"primaryMetric\": {\"scoreUnit\": \"us/op\"}}")
            + "]");
    results = MedianTimes.read(json);
  }

  @Test
  void takesTheMedianOfAllIterationsOfAllForks() {
    assertThat(results.subjects()).containsExactly("big", "tiny");
    assertThat(results.engines()).containsExactly("reference", "vector", "native");
    assertThat(results.median("big", "reference")).hasValue(5500);
    assertThat(results.median("big", "vector")).hasValue(500);
    assertThat(results.median("tiny", "reference")).hasValue(0.3);
    assertThat(results.median("tiny", "native")).isEmpty();
    assertThat(results.median("none", "reference")).isEmpty();
    assertThat(results.speedUp("big", "vector", "reference")).hasValue(11);
    assertThat(results.speedUp("tiny", "native", "reference")).isEmpty();
  }

  @Test
  void refusesOtherFiles() throws IOException {
    Path other = Files.writeString(folder.resolve("other.json"), "{}");

    assertThatThrownBy(() -> MedianTimes.read(other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other.json is not a result of JMH");
  }

  @Test
  void theTableHasTimesAndRatios() {
    assertThat(new MarkdownTable(results, results.engines(), "vector").render("model"))
        .isEqualTo(
            """
            | model | reference | vector | native | reference / vector | native / vector |
            |---|--:|--:|--:|--:|--:|
            | big | 5,500 us | 500 us | 250 us | 11.0 | 0.500 |
            | tiny | 0.300 us | 0.600 us | – | 0.500 | – |
            """);
  }

  @Test
  void theChartHasABarForEachResult() throws Exception {
    String svg =
        new BarChart(results, List.of("vector", "native"), "reference")
            .render("Times faster <than> \"reference\"", "a & b");
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));

    assertThat(document.getDocumentElement().getAttribute("aria-label"))
        .isEqualTo("Times faster <than> \"reference\"");
    NodeList bars = document.getElementsByTagName("rect");
    // The page, two colours of the legend, three bars.
    assertThat(bars.getLength()).isEqualTo(6);
    // 11 times and 22 times faster: the second is one power of two longer, on five from 1 to 32.
    double first = width(bars.item(3));
    double second = width(bars.item(4));
    double slower = width(bars.item(5));
    assertThat(second - first).isCloseTo(slower, within(0.2));
    assertThat(svg).contains("11.0×", "22.0×", "0.500×", "native does not run it", "1/2×", "32×");
    assertThat(svg).contains("prefers-color-scheme:dark");
  }

  private static double width(Node bar) {
    return Double.parseDouble(((Element) bar).getAttribute("width"));
  }
}
