/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.schema.BuiltinOperator;
import picocli.CommandLine;

/** Runs the comparison as a user would, with JVMs of its own, as briefly as it can. */
class ComparisonTest {
  @TempDir private Path folder;

  private record Run(int status, String out, String err) {}

  private static Run run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Comparison.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    return new Run(commandLine.execute(words), out.toString(), err.toString());
  }

  /** Writes a model that squares and then negates its input. */
  private void writeModel(String name) throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int x = graph.tensor("x", TensorType.FLOAT32, 1, 64).index();
    int square = graph.tensor("square", TensorType.FLOAT32, 1, 64).index();
    int y = graph.tensor("y", TensorType.FLOAT32, 1, 64).index();
    graph.operator(BuiltinOperator.SQUARE, new int[] {x}, square);
    graph.operator(BuiltinOperator.NEG, new int[] {square}, y);
    graph.inputs(x).outputs(y);
    Files.write(folder.resolve(name + ".tflite"), model.build());
  }

  @Test
  void measuresModelsSideBySide() throws IOException {
    writeModel("squares");
    Files.writeString(folder.resolve("broken.tflite"), "this is not a model");
    Path output = folder.resolve("output");

    Run run =
        run("-m", folder, "-o", output, "--quick", "-p", "reference,vector", "squares", "broken");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .containsPattern("squares +reference [0-9.]+ us, vector [0-9.]+ us")
        .containsPattern("broken +reference –, vector –");
    assertThat(output.resolve("table.md"))
        .content()
        .contains("| model | reference | vector | reference / vector |")
        .containsPattern("\\| squares \\| [0-9.]+ us \\| [0-9.]+ us \\| [0-9.]+ \\|")
        .contains("- squares on reference: reference 2; outputs are the reference provider's")
        .contains("- broken on reference: ", "broken.tflite");
    assertThat(output.resolve("chart.svg")).content().contains("squares");
    assertThat(output.resolve("jmh.log")).content().contains("squares");
    assertThat(output.resolve("results.json")).content().contains("\"rawData\"");

    Run again = run("-o", folder.resolve("again"), "--from", output.resolve("results.json"));
    assertThat(again.status()).isZero();
    assertThat(folder.resolve("again/table.md")).content().contains("| squares |");
  }

  @Test
  void measuresOperatorsInIsolation() throws IOException {
    writeModel("squares");
    Path output = folder.resolve("output");

    Run run =
        run("-m", folder, "-o", output, "--operators", "--quick", "-p", "reference", "squares");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(output.resolve("table.md"))
        .content()
        .containsPattern("\\| squares:0 \\| [0-9.]+ us \\|")
        .contains("- squares:0 on reference: SQUARE FLOAT32[1, 64] by reference; outputs are")
        .contains("- squares:1 on reference: NEG FLOAT32[1, 64] by reference; outputs are");
  }

  @Test
  void whatCannotBeMeasuredIsOneSentence() throws IOException {
    writeModel("squares");

    Run noModel = run("-m", folder, "-o", folder.resolve("o"), "none");
    assertThat(noModel.status()).isEqualTo(1);
    assertThat(noModel.err()).isEqualTo("comparison: there is no model none in " + folder + "\n");
    Run noFolder = run("-m", folder.resolve("none"), "-o", folder.resolve("o"));
    assertThat(noFolder.status()).isEqualTo(1);
    assertThat(noFolder.err()).contains("none: there is no such file or folder");
    Run noEngine = run("-m", folder, "-o", folder.resolve("o"), "-p", "gpu");
    assertThat(noEngine.status()).isEqualTo(2);
    assertThat(noEngine.err()).contains("no kernel provider gpu");
    assertThat(run("--rounds", 0).status()).isEqualTo(2);
  }
}
