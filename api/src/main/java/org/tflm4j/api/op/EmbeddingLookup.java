/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * EMBEDDING_LOOKUP: rows of a table, picked by number. Mirrors {@code
 * micro/kernels/embedding_lookup.cc}.
 *
 * <p>Tensors: look-ups [lookups], INT32, from 0 to rows - 1; they are checked when the operator is
 * prepared if they are a constant, otherwise when it runs; table [rows, columns] after flattening,
 * FLOAT32 or INT8; output [lookups, columns].
 */
public record EmbeddingLookup(int lookups, int rows, int columns, Numerics numerics) implements Op {
  /** Input: the numbers of the rows. */
  public static final int LOOKUPS = 0;

  /** Input: the table. */
  public static final int TABLE = 1;

  /** Output: the picked rows. */
  public static final int OUTPUT = 0;

  /** How the output comes from the table. */
  public sealed interface Numerics {}

  /** Table and output have the same type: rows are copied. */
  public record Copied() implements Numerics {}

  /**
   * The table is INT8, the output FLOAT32: elements are multiplied by the table's scale.
   *
   * @param scale the table's first scale; its zero point is 0
   */
  public record Dequantized(float scale) implements Numerics {}

  @Override
  public String name() {
    return "EMBEDDING_LOOKUP";
  }
}
