/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** Operators that TFLM does not have stand apart from those that were compared with TFLM. */
class ExactnessTableTest {
  private static final String HEADING = "## Operators that TensorFlow Lite Micro does not have";

  private final ExactnessTable table =
      new ExactnessTable(
          "reference",
          OpResolver.builder()
              .addAll()
              .add(BuiltinOperator.TILE, context -> () -> "TILE", request -> context -> {})
              .build());

  private void add(String op) {
    Path file = Path.of(op);
    ConformanceCase passed =
        new ConformanceCase(
            op, op, "int8", file, file, file, 1, List.of(), true, 0, 0, -1, 0, null, false, false);
    table.add(new CaseResult(passed, "reference", null, -1, 1));
  }

  @Test
  void operatorsBeyondTflmHaveASectionOfTheirOwn() {
    add("TILE");
    add("RELU");
    add("a_whole_model");

    String[] sections = table.toMarkdown().split(HEADING, -1);

    assertThat(sections).hasSize(2);
    assertThat(sections[0])
        .contains("| RELU | 1 = |", "| a_whole_model | 1 = |", "In all 2 cases exact")
        .doesNotContain("TILE");
    assertThat(sections[1])
        .contains("| TILE | 1 = |", "In all 1 cases exact")
        .doesNotContain("RELU");
  }

  @Test
  void withoutThemThereIsNoSuchSection() {
    add("RELU");

    assertThat(table.toMarkdown()).contains("In all 1 cases exact").doesNotContain(HEADING);
  }
}
