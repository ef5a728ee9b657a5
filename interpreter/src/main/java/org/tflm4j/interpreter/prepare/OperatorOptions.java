/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

import org.tflm4j.interpreter.schema.FlatTable;

/**
 * The builtin options of an operator, by field number of their table. A field that is absent has
 * its default.
 */
public final class OperatorOptions {
  private final FlatTable table;

  OperatorOptions(FlatTable table) {
    this.table = table;
  }

  /** Returns false if the file has no options for the operator. */
  public boolean isPresent() {
    return table != null;
  }

  public int int8(int field, int defaultValue) {
    return table == null ? defaultValue : table.int8(field, defaultValue);
  }

  public boolean bool(int field, boolean defaultValue) {
    return table == null ? defaultValue : table.bool(field, defaultValue);
  }

  public int int32(int field, int defaultValue) {
    return table == null ? defaultValue : table.int32(field, defaultValue);
  }

  public float float32(int field, float defaultValue) {
    return table == null ? defaultValue : table.float32(field, defaultValue);
  }

  /** Returns a vector of int32, empty where it is absent. */
  public int[] int32s(int field) {
    return table == null ? new int[0] : table.int32s(field);
  }

  /** Returns a string, empty where it is absent. */
  public String string(int field) {
    return table == null ? "" : table.string(field);
  }
}
