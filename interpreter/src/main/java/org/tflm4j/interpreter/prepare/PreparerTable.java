/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/** The preparers of all operators that TFLM has, builtin and custom. */
public final class PreparerTable {
  private static final PreparerTable ALL = new PreparerTable();

  static {
    ConvolutionPreparers.register(ALL);
    ArithmeticPreparers.register(ALL);
    ElementwisePreparers.register(ALL);
    LayoutPreparers.register(ALL);
    ReductionPreparers.register(ALL);
    RecurrentPreparers.register(ALL);
    SignalPreparers.register(ALL);
    SpecialPreparers.register(ALL);
    ControlFlowPreparers.register(ALL);
  }

  private final Map<BuiltinOperator, OpPreparer> builtins = new EnumMap<>(BuiltinOperator.class);
  private final Map<String, OpPreparer> customs = new TreeMap<>();

  private PreparerTable() {}

  void builtin(BuiltinOperator operator, OpPreparer preparer) {
    if (builtins.put(operator, preparer) != null) {
      throw new IllegalStateException(operator + " has two preparers");
    }
  }

  void custom(String name, OpPreparer preparer) {
    if (customs.put(name, preparer) != null) {
      throw new IllegalStateException(name + " has two preparers");
    }
  }

  /** Returns the preparer of a builtin operator, null where TFLM4J does not have it. */
  public static OpPreparer of(BuiltinOperator operator) {
    return ALL.builtins.get(operator);
  }

  /** Returns the preparer of one of TFLM's custom operators, null for any other. */
  public static OpPreparer of(String customName) {
    return ALL.customs.get(customName);
  }

  /** Returns the builtin operators that have a preparer. */
  public static Set<BuiltinOperator> builtinOperators() {
    return Set.copyOf(ALL.builtins.keySet());
  }

  /** Returns the names of TFLM's custom operators. */
  public static Set<String> customOperators() {
    return Set.copyOf(ALL.customs.keySet());
  }
}
