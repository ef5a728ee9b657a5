/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.output;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Two curves over [-1, 1] drawn with characters: one column for each point. */
public final class CurvePlot {
  /** An odd number, so that 0 has a row of its own. */
  private static final int ROWS = 17;

  private final char[][] cells;

  /** Creates an empty plot with a column for each point. */
  public CurvePlot(int points) {
    this.cells = new char[ROWS][points];
    for (char[] row : cells) {
      Arrays.fill(row, ' ');
    }
  }

  /** Draws a curve over those that are there; values outside [-1, 1] lie on the edge. */
  public void draw(char mark, IntToDoubleFunction curve) {
    for (int column = 0; column < cells[0].length; column++) {
      double fromTop = (1 - curve.applyAsDouble(column)) / 2;
      cells[Math.clamp(Math.round(fromTop * (ROWS - 1)), 0, ROWS - 1)][column] = mark;
    }
  }

  /** Prints the plot with a scale on its left. */
  public void print(PrintWriter out) {
    for (int row = 0; row < ROWS; row++) {
      String scale =
          switch (row) {
            case 0 -> " 1";
            case ROWS / 2 -> " 0";
            case ROWS - 1 -> "-1";
            default -> "  ";
          };
      out.println((scale + " |" + new String(cells[row])).stripTrailing());
    }
  }
}
