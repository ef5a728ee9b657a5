/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.training.sine.SineModel;

class ConformanceCommandTest {
  @TempDir private Path folder;

  /** A folder with a good case, a case with a wrong byte, and a broken model. */
  @BeforeEach
  void writeCases() throws IOException {
    byte[] model = SineModel.bundled();
    Interpreter interpreter = Interpreter.create(Model.of(model), OpResolver.all(), new byte[1024]);
    interpreter.input(0).setInt8At(0, (byte) 7);
    interpreter.invoke();
    byte answer = interpreter.output(0).int8At(0);
    Files.write(folder.resolve("sine.tflite"), model);
    Files.write(folder.resolve("broken.tflite"), new byte[] {1, 2, 3});
    Files.write(folder.resolve("7.in"), new byte[] {7});
    Files.write(folder.resolve("7.out"), new byte[] {answer});
    Files.write(folder.resolve("wrong.out"), new byte[] {(byte) (answer + 1)});
    Files.write(
        folder.resolve("manifest.jsonl"),
        List.of(
            """
            {"id": "good", "op": "SINE", "model": "sine.tflite", "input": "7.in", "output": "7.out"}\
            """,
            """
            {"id": "bad", "op": "SINE", "model": "sine.tflite", "input": "7.in", \
            "output": "wrong.out", "tflm": {"nonpersistent": 3}}\
            """));
    Files.writeString(
        folder.resolve("errors.jsonl"), "{\"id\": \"broken\", \"model\": \"broken.tflite\"}\n");
  }

  @Test
  void passes() {
    Execution run = Execution.of("conformance", folder, "--filter", "good|broken");

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .doesNotContain("FAIL", "ARENA")
        .containsPattern("SINE +1 +1 passed")
        .contains("No model plans more arena", "reference: 2 of 2 cases passed");
  }

  @Test
  void saysWhatFailed() throws IOException {
    Path json = folder.resolve("result.json");

    Execution run = Execution.of("conformance", folder, "-p", "reference", "--json", json);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern(
            "FAIL reference bad: frame 0, output 0, .*: element 0 \\[0, 0\\] is -?\\d+")
        .containsPattern("ARENA reference bad: plans \\d+ bytes, TFLM 3")
        .contains("reference: 2 of 3 cases passed, 1 FAILED")
        .doesNotContain("vector");
    JsonNode root = new ObjectMapper().readTree(json.toFile());
    assertThat(root.at("/providers/0/failed").asInt()).isEqualTo(1);
    assertThat(root.at("/operators/0/operator").asText()).isEqualTo("SINE");
    assertThat(root.at("/failures/0/case").asText()).isEqualTo("bad");
    assertThat(root.at("/arena_above_tflm/0/tflm_nonpersistent").asInt()).isEqualTo(3);
  }

  @Test
  void runsTheBuiltInCorpus() throws IOException {
    Path table = folder.resolve("table.md");

    Execution run = Execution.of("conformance", "-f", "^(abs|cast)-", "--table", table);

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .containsPattern("reference: (\\d+) of \\1 cases passed")
        .containsPattern("vector: (\\d+) of \\1 cases passed");
    assertThat(table)
        .content()
        .contains("provider `reference`", "provider `vector`", "| ABS | 6 = | 6 = |");
  }

  @Test
  void errorsAreOneSentence() throws IOException {
    Execution none = Execution.of("conformance", folder.resolve("none"));
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains("none/manifest.jsonl").hasLineCount(1);

    Execution filtered = Execution.of("conformance", folder, "-f", "nothing");
    assertThat(filtered.status()).isEqualTo(1);
    assertThat(filtered.err()).contains("no case has an id that matches nothing");

    Files.writeString(folder.resolve("manifest.jsonl"), "{\"id\": 3}");
    Execution broken = Execution.of("conformance", folder);
    assertThat(broken.status()).isEqualTo(1);
    assertThat(broken.err()).contains("manifest.jsonl, line 1: the field \"id\" is missing");
  }

  @Test
  void wrongUsage() {
    assertThat(Execution.of("conformance", folder, "--filter", "(").status()).isEqualTo(2);
  }
}
