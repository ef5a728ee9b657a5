/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.schema;

import java.util.List;

/**
 * A model that can not be run: broken bytes, or a graph that the operators refuse. The message
 * names the table or operator, the tensor and the values, one line for each problem found.
 */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /** Creates an exception for one problem. */
  public ModelException(String problem) {
    super(problem);
    this.problems = List.of(problem);
  }

  /** Creates an exception for one problem with its cause. */
  public ModelException(String problem, Throwable cause) {
    super(problem, cause);
    this.problems = List.of(problem);
  }

  /** Creates an exception for all problems found, at least one. */
  public ModelException(List<String> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(List<String> problems) {
    return problems.size() == 1
        ? problems.getFirst()
        : problems.size() + " problems:\n  " + String.join("\n  ", problems);
  }

  /** Returns every problem that was found. */
  public List<String> problems() {
    return problems == null ? List.of(getMessage()) : problems;
  }
}
