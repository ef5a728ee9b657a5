/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.support;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tflm4j.interpreter.prepare.OpPreparer;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/** Who prepares which operator; filled by the registrars of the families. */
public final class PreparerTable {
  private final Map<BuiltinOperator, OpPreparer> builtins = new EnumMap<>(BuiltinOperator.class);
  private final Map<String, OpPreparer> customs = new TreeMap<>();

  /** Creates an empty table. */
  public PreparerTable() {}

  /** Adds the preparer of a builtin operator. */
  public void builtin(BuiltinOperator operator, OpPreparer preparer) {
    if (builtins.put(operator, preparer) != null) {
      throw new IllegalStateException(operator + " has two preparers");
    }
  }

  /** Adds the preparer of a custom operator. */
  public void custom(String name, OpPreparer preparer) {
    if (customs.put(name, preparer) != null) {
      throw new IllegalStateException(name + " has two preparers");
    }
  }

  /** Returns the preparer of a builtin operator, null if it has none. */
  public OpPreparer of(BuiltinOperator operator) {
    return builtins.get(operator);
  }

  /** Returns the preparer of a custom operator, null if it has none. */
  public OpPreparer of(String customName) {
    return customs.get(customName);
  }

  /** Returns the builtin operators that have a preparer. */
  public Set<BuiltinOperator> builtinOperators() {
    return Collections.unmodifiableSet(builtins.keySet());
  }

  /** Returns the names of the custom operators that have a preparer. */
  public Set<String> customOperators() {
    return Collections.unmodifiableSet(customs.keySet());
  }
}
