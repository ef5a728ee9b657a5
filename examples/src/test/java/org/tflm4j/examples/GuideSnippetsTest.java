/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Java snippet of the README and of the guides compiles. */
class GuideSnippetsTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\\n(.*?)```");
  private static final Pattern DECLARES_A_TYPE =
      Pattern.compile("(?m)^(public |final |abstract )*(class|interface|record|enum) ");

  /** What the snippets may use without declaring it. */
  private static final String AROUND =
      """
      import java.nio.file.*;
      import java.util.*;
      import org.tflm4j.api.kernel.*;
      import org.tflm4j.api.op.*;
      import org.tflm4j.api.quantization.*;
      import org.tflm4j.api.spi.*;
      import org.tflm4j.api.tensor.*;
      import org.tflm4j.conformance.contract.*;
      import org.tflm4j.interpreter.*;
      import org.tflm4j.interpreter.memory.*;

      class Snippet {
        static Model model;
        static OpResolver ops;
        static byte[] tensorArena;
        static byte[] pixels;

        static void multiply(FullyConnected op, Tensor input, Tensor filter, Tensor output) {}

      """;

  @TempDir private Path folder;

  record Snippet(Path file, int number, String code) {
    @Override
    public String toString() {
      return file.getFileName() + " " + number;
    }
  }

  static List<Snippet> snippets() throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    try (Stream<Path> guides = Files.list(Path.of("..", "docs"))) {
      List<Path> files =
          Stream.concat(Stream.of(Path.of("..", "README.md")), guides.sorted())
              .filter(file -> file.toString().endsWith(".md"))
              .toList();
      for (Path file : files) {
        List<MatchResult> blocks = BLOCK.matcher(Files.readString(file)).results().toList();
        for (int i = 0; i < blocks.size(); i++) {
          snippets.add(new Snippet(file, i + 1, blocks.get(i).group(1)));
        }
      }
    }
    return snippets;
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void compiles(Snippet snippet) {
    assertThat(errors(snippet.code())).as("%s:%n%s", snippet, snippet.code()).isEmpty();
  }

  @Test
  void aMistakeIsSeen() {
    assertThat(errors("Model model = Model.lode(Path.of(\"x\"));")).hasSize(1);
  }

  private List<String> errors(String code) {
    String body =
        DECLARES_A_TYPE.matcher(code).find()
            ? code
            : "void snippet() throws Exception {\n" + code + "}";
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return AROUND + body + "}";
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    compiler
        .getTask(
            null,
            null,
            problems,
            List.of("-proc:none", "-d", folder.toString()),
            null,
            List.of(source))
        .call();
    return problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(problem -> problem.getMessage(Locale.ROOT))
        .toList();
  }
}
