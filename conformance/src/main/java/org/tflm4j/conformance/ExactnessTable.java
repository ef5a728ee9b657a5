/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.Provenance;

/**
 * Shows for each operator and type how many cases a provider passed, and whether their outputs were
 * compared with TFLM's bit for bit or within a tolerance.
 */
public final class ExactnessTable {
  private static final String LEGEND =
      """
      One row for each operator, one column for each type of its first input; "other" are further \
      types and graphs of several operators. CALL_ONCE, READ_VARIABLE and ASSIGN_VARIABLE are part \
      of the models in the row of VAR_HANDLE.

      | cell | meaning |
      |---|---|
      | `92 =` | 92 cases, all outputs equal to those of TensorFlow Lite Micro bit for bit |
      | `16 ≈` | 16 cases with floats that equal TFLM's within the tolerance of the case: a few units \
      in the last place, from the order of additions or from library functions |
      | `1 •` | a case that was not run on TFLM; its outputs follow from the definition of the \
      operator and are equal bit for bit |
      | `1 ✗` | a case that failed |
      """;

  private static final String BEYOND_TFLM =
      """

      ## Operators that TensorFlow Lite Micro does not have

      Their outputs are compared with those of TensorFlow Lite.

      """;

  /** The columns. */
  private enum Column {
    INT8("int8"),
    INT16("int16"),
    INT32("int32"),
    INT64("int64"),
    UINT8("uint8"),
    UINT32_OR_64("uint32, uint64"),
    BOOL("bool"),
    FLOAT32("float32"),
    OTHER("other");

    private static final Pattern FIRST_TYPE = Pattern.compile("u?int(8|16|32|64)|bool|float32");

    private final String heading;

    Column(String heading) {
      this.heading = heading;
    }

    /** Returns the column of the first type that a case's tag names. */
    private static Column of(String tag) {
      Matcher type = FIRST_TYPE.matcher(tag);
      if (!type.find()) {
        return OTHER;
      }
      for (Column column : values()) {
        if (column.heading.equals(type.group())) {
          return column;
        }
      }
      return type.group().matches("uint(32|64)") ? UINT32_OR_64 : OTHER;
    }
  }

  private static final class Cell {
    private int exact;
    private int tolerated;
    private int defined;
    private int failed;

    private void add(Cell other) {
      exact += other.exact;
      tolerated += other.tolerated;
      defined += other.defined;
      failed += other.failed;
    }

    @Override
    public String toString() {
      String text = exact > 0 ? exact + " =" : "";
      text += tolerated > 0 ? " " + tolerated + " ≈" : "";
      text += defined > 0 ? " " + defined + " •" : "";
      text += failed > 0 ? " " + failed + " ✗" : "";
      return text.strip();
    }
  }

  private final String provider;
  private final OpResolver resolver;
  private final Map<String, Map<Column, Cell>> rows = new LinkedHashMap<>();
  private int refused;
  private int notRefused;

  /** Creates an empty table for a provider with all operators. */
  public ExactnessTable(String provider) {
    this(provider, OpResolver.all());
  }

  /** Creates an empty table for a provider; the resolver knows where the operators come from. */
  public ExactnessTable(String provider, OpResolver resolver) {
    this.provider = provider;
    this.resolver = resolver;
  }

  /** Adds the result of one case. */
  public void add(CaseResult result) {
    ConformanceCase conformanceCase = result.conformanceCase();
    if (conformanceCase.mustBeRefused()) {
      refused += result.passed() ? 1 : 0;
      notRefused += result.passed() ? 0 : 1;
      return;
    }
    Cell cell =
        rows.computeIfAbsent(conformanceCase.op(), op -> new EnumMap<>(Column.class))
            .computeIfAbsent(Column.of(conformanceCase.type()), column -> new Cell());
    if (!result.passed()) {
      cell.failed++;
    } else if (conformanceCase.fromDefinition()) {
      cell.defined++;
    } else if (conformanceCase.exact()) {
      cell.exact++;
    } else {
      cell.tolerated++;
    }
  }

  /** Returns the table as Markdown, with a heading, a legend, and the totals below. */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder();
    text.append("# Exactness of the provider `").append(provider).append("`\n\n");
    text.append(LEGEND).append('\n');
    Cell total = rows(text, false);
    text.append(
        "\nIn all %d cases exact, %d within tolerance, %d from definitions, %d failed. "
            .formatted(total.exact, total.tolerated, total.defined, total.failed));
    text.append(
        "Of %d models that TFLM refuses %d are refused.\n"
            .formatted(refused + notRefused, refused));
    if (rows.keySet().stream().anyMatch(this::isBeyondTflm)) {
      text.append(BEYOND_TFLM);
      Cell beyond = rows(text, true);
      text.append(
          "\nIn all %d cases exact, %d within tolerance, %d from definitions, %d failed.\n"
              .formatted(beyond.exact, beyond.tolerated, beyond.defined, beyond.failed));
    }
    return text.toString();
  }

  /** Whole models have names of their own, which no resolver knows; they are TFLM's. */
  private boolean isBeyondTflm(String operator) {
    return resolver.provenance(operator).orElse(Provenance.TFLM) != Provenance.TFLM;
  }

  /** Appends the rows of the operators that TFLM has, or of the others; returns their sum. */
  private Cell rows(StringBuilder text, boolean beyondTflm) {
    text.append("| operator |");
    StringBuilder rule = new StringBuilder("|---|");
    for (Column column : Column.values()) {
      text.append(' ').append(column.heading).append(" |");
      rule.append("---|");
    }
    text.append('\n').append(rule).append('\n');
    Cell total = new Cell();
    rows.forEach((operator, cells) -> {
      if (isBeyondTflm(operator) != beyondTflm) {
        return;
      }
      text.append("| ").append(operator).append(" |");
      for (Column column : Column.values()) {
        Cell cell = cells.getOrDefault(column, new Cell());
        text.append((" " + cell).stripTrailing()).append(" |");
        total.add(cell);
      }
      text.append('\n');
    });
    return total;
  }
}
