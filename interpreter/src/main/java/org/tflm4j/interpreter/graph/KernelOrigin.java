/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.graph;

/** Who made a kernel. */
public sealed interface KernelOrigin {
  /** The interpreter itself, for control flow and resource variables. */
  KernelOrigin INTERPRETER = new Interpreter();

  /** The application, for an operator of its own. */
  KernelOrigin APPLICATION = new Application();

  /**
   * A kernel provider.
   *
   * @param name its name
   */
  record Provider(String name) implements KernelOrigin {
    @Override
    public String label() {
      return name;
    }
  }

  /** The interpreter itself, for control flow and resource variables. */
  record Interpreter() implements KernelOrigin {
    @Override
    public String label() {
      return "interpreter";
    }
  }

  /** The application, for an operator of its own. */
  record Application() implements KernelOrigin {
    @Override
    public String label() {
      return "application";
    }
  }

  /**
   * Returns one word for reports: the name of the provider, {@code interpreter} or {@code
   * application}.
   */
  String label();
}
