/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.cli.analysis.ModelAnalysis;
import org.tflm4j.cli.analysis.ModelAnalyzer;
import org.tflm4j.cli.analysis.OperatorAnalysis;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.KernelProviders;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.training.sine.SineModel;

class AnalysisPageTest {
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"analysis\">(.*?)</script>");

  /** A name that would end the script and start another, were it not escaped. */
  private static final String HOSTILE = "</script><script>document.title='@STYLE@'</script>&amp;";

  private static final Path VISUAL_WAKE_WORDS =
      Path.of(System.getProperty("tflm4j.shared", "../../shared"))
          .resolve("real/models/mlperf_vww_int8.tflite");

  @TempDir private Path folder;

  static boolean browserIsInstalled() {
    return Browser.installed().isPresent();
  }

  private static ModelAnalysis analyze(String file, byte[] model) {
    return new ModelAnalyzer(Model.of(model), KernelProviders.load().named("reference"), 0)
        .analyze(file, model);
  }

  private static byte[] hostileModel() {
    ModelBuilder model = new ModelBuilder();
    model.description(HOSTILE);
    GraphBuilder graph = model.graph();
    int x = graph.tensor(HOSTILE, TensorType.FLOAT32, 1, 4).index();
    int y = graph.tensor("", TensorType.FLOAT32, 1, 4).index();
    int z = graph.tensor("z", TensorType.FLOAT32, 1, 4).index();
    graph.operator(BuiltinOperator.CEIL, new int[] {x}, y);
    graph.operator(BuiltinOperator.MUL, new int[] {x, y}, z).inputs(x).outputs(z);
    return model.build();
  }

  private static String page(ModelAnalysis analysis) {
    return AnalysisPage.of(analysis);
  }

  @Test
  void loadsNothingFromElsewhere() {
    String page = page(analyze("sine.tflite", SineModel.bundled()));

    assertThat(page)
        .startsWith("<!doctype html>")
        .contains("<title>sine.tflite - tflm4j analyze</title>")
        .doesNotContainPattern("@[A-Z]+@")
        .doesNotContainPattern(
            "(?i)\\b(src|href|action)\\s*=|@import|url\\((?!#)|fetch\\(|XMLHttpRequest");
    // The namespace of SVG is a name, not a place.
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContainPattern("https?://");
  }

  @Test
  void holdsTheDataWhateverTheModelIsCalled() throws IOException {
    ModelAnalysis analysis = analyze(HOSTILE, hostileModel());
    String page = page(analysis);

    Matcher data = DATA.matcher(page);
    assertThat(data.find()).isTrue();
    JsonNode read = new ObjectMapper().readTree(data.group(1));
    assertThat(read).isEqualTo(new ObjectMapper().readTree(analysis.toJson().toString()));
    assertThat(read.get("model").get("description").textValue()).isEqualTo(HOSTILE);
    assertThat(page).contains("<title>&lt;/script&gt;&lt;script&gt;document.title");
  }

  /** Every element that is opened is closed, in order. */
  @Test
  void isWellFormed() {
    String page =
        page(analyze(HOSTILE, hostileModel()))
            .replaceFirst("<!doctype html>", "")
            .replaceAll("(?s)<!--.*?-->", "")
            .replaceAll("(?s)<(style|script)\\b[^>]*>.*?</\\1>", "")
            .replaceAll("<meta\\b[^>]*>", "");
    Matcher tag = Pattern.compile("<(/?)([a-z0-9]+)\\b[^<>]*>").matcher(page);
    Deque<String> open = new ArrayDeque<>();
    while (tag.find()) {
      if (tag.group(1).isEmpty()) {
        open.push(tag.group(2));
      } else {
        assertThat(open.poll()).isEqualTo(tag.group(2));
      }
    }
    assertThat(open).isEmpty();
    assertThat(tag.replaceAll("")).doesNotContain("<").doesNotContain(">");
  }

  @Test
  @EnabledIf("browserIsInstalled")
  void drawsItsChartsInABrowser() throws Exception {
    ModelAnalysis analysis = analyze("hostile.tflite", hostileModel());
    Path page = Files.writeString(folder.resolve("page.html"), page(analysis));

    String dom = Browser.installed().orElseThrow().dump(page, folder.resolve("profile"));

    int boxes = analysis.arena().buffers().size();
    assertThat(boxes).isEqualTo(3);
    // Not the page itself, which is long.
    String body = dom.substring(dom.indexOf("<body"), dom.indexOf("<script"));
    assertThat(dom.substring(dom.indexOf("<html"), dom.indexOf("<meta")))
        .contains("data-boxes=\"" + boxes + "\"", "data-operators=\"2\"");
    assertThat(dom).contains("<title>hostile.tflite - tflm4j analyze</title>");
    assertThat(body)
        .contains("op_resolver.AddMul();")
        .contains(
            "Peak</b>: %d bytes in use at operator %d %s. "
                .formatted(
                    analysis.arena().peak().liveBytes(),
                    analysis.arena().peak().operator(),
                    analysis.arena().peak().name()))
        // The names of the model are text, not elements.
        .contains("&lt;/script&gt;&lt;script&gt;document.title");
    assertThat(Pattern.compile("class=\"box[ \"]").matcher(body).results()).hasSize(boxes);
    assertThat(Pattern.compile("class=\"node\"").matcher(body).results()).hasSize(4);
  }

  /** Texts that would not fit are shorter, so that none is cut off. */
  @Test
  @EnabledIf("browserIsInstalled")
  void staysReadableOnANarrowScreen() throws Exception {
    ModelAnalysis analysis = analyze("hostile.tflite", hostileModel());
    Browser browser = Browser.installed().orElseThrow();
    Path wide = Files.writeString(folder.resolve("wide.html"), page(analysis));
    Path narrow =
        Files.writeString(
            folder.resolve("narrow.html"),
            page(analysis).replace("<body>", "<body style=\"width: 300px\">"));

    String peak = "Peak: %d bytes".formatted(analysis.arena().peak().liveBytes());
    assertThat(mark(browser.dump(wide, folder.resolve("profile"))))
        .startsWith(peak + " in use at operator");
    assertThat(mark(browser.dump(narrow, folder.resolve("profile")))).isEqualTo(peak);
  }

  static boolean visualWakeWordsCanBeShown() {
    return browserIsInstalled() && Files.exists(VISUAL_WAKE_WORDS);
  }

  /** Where the memory peak is and which operator costs most stand in words above the charts. */
  @Test
  @EnabledIf("visualWakeWordsCanBeShown")
  void tellsThePeakAndTheCostOfVisualWakeWords() throws Exception {
    byte[] model = Files.readAllBytes(VISUAL_WAKE_WORDS);
    ModelAnalysis analysis = analyze("mlperf_vww_int8.tflite", model);
    Path page = Files.writeString(folder.resolve("page.html"), page(analysis));
    OperatorAnalysis costly =
        analysis.operators().stream()
            .max(Comparator.comparingLong(OperatorAnalysis::multiplyAdds))
            .orElseThrow();

    String dom = Browser.installed().orElseThrow().dump(page, folder.resolve("profile"));

    String peak =
        ": %,d bytes in use at operator %d %s"
            .formatted(
                analysis.arena().peak().liveBytes(),
                analysis.arena().peak().operator(),
                analysis.arena().peak().name());
    String cost =
        ": operator \\d+ %s with %,d multiply-adds".formatted(costly.name(), costly.multiplyAdds());
    assertThat(dom).contains("<b>Peak</b>" + peak).containsPattern("<b>Most costly</b>" + cost);
    assertThat(mark(dom)).isEqualTo("Peak" + peak);
    assertThat(Pattern.compile("class=\"box[ \"]").matcher(dom).results())
        .hasSizeGreaterThanOrEqualTo(analysis.arena().buffers().size());
  }

  /** Returns what stands above the peak in the memory map. */
  private static String mark(String dom) {
    Matcher mark = Pattern.compile("<text[^>]* class=\"mark\"[^>]*>(Peak[^<]*)<").matcher(dom);
    assertThat(mark.find()).isTrue();
    return mark.group(1);
  }
}
