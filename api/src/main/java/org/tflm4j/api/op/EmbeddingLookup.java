/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * EMBEDDING_LOOKUP: rows of a table, picked by number. Mirrors {@code
 * micro/kernels/embedding_lookup.cc}.
 *
 * <p>Tensors: look-ups [lookups], INT32, from 0 to rows - 1, checked when the operator runs where
 * they are no constant; table [rows, columns] after flattening, FLOAT32 or INT8; output [lookups,
 * columns].
 *
 * <p>The output has the table's type, or FLOAT32 with an INT8 table: then its elements are the
 * table's times its (first) scale; its zero point is 0.
 *
 * @param scale scale of an INT8 table with FLOAT32 outputs, 0 otherwise
 */
public record EmbeddingLookup(int lookups, int rows, int columns, float scale) implements Op {
  @Override
  public String name() {
    return "EMBEDDING_LOOKUP";
  }
}
