/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.support;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.model.Provenance;
import org.tflm4j.interpreter.prepare.OpPreparer;

/** The preparer of each operator. The registrars of the families fill it. */
public final class PreparerTable {
  private final Map<BuiltinOperator, Entry> builtins = new EnumMap<>(BuiltinOperator.class);
  private final Map<String, Entry> customs = new TreeMap<>();

  private record Entry(OpPreparer preparer, Provenance provenance) {}

  /** Creates an empty table. */
  public PreparerTable() {}

  /** Adds the preparer of a builtin operator that TFLM has. */
  public void builtin(BuiltinOperator operator, OpPreparer preparer) {
    builtin(operator, preparer, Provenance.TFLM);
  }

  /** Adds the preparer of a builtin operator. */
  public void builtin(BuiltinOperator operator, OpPreparer preparer, Provenance provenance) {
    if (builtins.put(operator, new Entry(preparer, provenance)) != null) {
      throw new IllegalStateException(operator + " has two preparers");
    }
  }

  /** Adds the preparer of a custom operator that TFLM has. */
  public void custom(String name, OpPreparer preparer) {
    if (customs.put(name, new Entry(preparer, Provenance.TFLM)) != null) {
      throw new IllegalStateException(name + " has two preparers");
    }
  }

  /** Returns the preparer of a builtin operator, null if it has none. */
  public OpPreparer of(BuiltinOperator operator) {
    Entry entry = builtins.get(operator);
    return entry == null ? null : entry.preparer();
  }

  /** Returns the preparer of a custom operator, null if it has none. */
  public OpPreparer of(String customName) {
    Entry entry = customs.get(customName);
    return entry == null ? null : entry.preparer();
  }

  /** Returns where a builtin operator that has a preparer comes from. */
  public Provenance provenance(BuiltinOperator operator) {
    return builtins.get(operator).provenance();
  }

  /** Returns where a custom operator that has a preparer comes from. */
  public Provenance provenance(String customName) {
    return customs.get(customName).provenance();
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
